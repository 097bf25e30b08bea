// The table as a C# file.
using System.Text;

namespace MemallocKit.LayoutTables;

/// <summary>Writes what the generator and the analyzers compile in.</summary>
internal static class TableSource
{
    public static string Write(MergedTable table, IReadOnlyList<Pack> packs)
    {
        var source = new StringBuilder();
        source.Append("// Layouts of the framework's structs: data, made by tests/FrameworkLayouts.\n");
        source.Append($"// Made from version {Pack.Version} of\n");
        foreach (var pack in packs)
            source.Append($"//   {pack.Name}\n");
        source.Append("// Left out, since these differ or depend on the processor:\n");
        foreach (var name in table.LeftOut)
            source.Append($"//   {name}\n");
        source.Append("namespace MemallocKit.Declarations;\n\n");
        source.Append("/// <summary>One struct a line, sorted: its name in metadata, and what <see cref=\"FrameworkShape\"/> reads.</summary>\n");
        source.Append("internal static class FrameworkLayoutTable\n{\n");
        source.Append("    /// <summary>The major version of the framework that the table holds for.</summary>\n");
        source.Append($"    public const int Major = {Version.Parse(Pack.Version).Major};\n\n");
        Lines(source, "Structs that are laid out alike on every system and processor of 64 bits.", "Text", table.Rows.Select(row => $"{row.Name} {row.Text}"));
        return source.Append("}\n").ToString();
    }

    private static void Lines(StringBuilder source, string summary, string name, IEnumerable<string> lines)
    {
        source.Append($"    /// <summary>{summary}</summary>\n    public const string {name} =\n        \"\"\"\n");
        foreach (var line in lines)
            source.Append("        ").Append(line).Append('\n');
        source.Append("        \"\"\";\n");
    }
}
