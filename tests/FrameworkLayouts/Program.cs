// Makes the table of framework layouts again, from the runtime packs of all systems.
using System.Text;
using MemallocKit.LayoutTables;

if (args is not [var output])
{
    Console.Error.WriteLine("error: name the file to write: src/Generators/Declarations/Layout/FrameworkLayoutTable.cs");
    return 2;
}

var packs = Pack.All(Path.Combine(
    Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages")));
if (packs.FirstOrDefault(pack => !Directory.Exists(pack.Directory)) is { } missing)
{
    Console.Error.WriteLine($"error: {missing.Directory} is missing. Run with -p:FrameworkPacks=true, which restores it.");
    return 1;
}

var names = PackLayouts.Names(Pack.References(Path.Combine(Pack.ReferencePack, "ref")));
var table = MergedTable.Of([.. packs.Select(pack => (pack, PackLayouts.Of(pack, names)))]);
File.WriteAllText(output, TableSource.Write(table, packs), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
Console.WriteLine($"{table.Rows.Count} rows, {table.LeftOut.Count} left out");
return 0;
