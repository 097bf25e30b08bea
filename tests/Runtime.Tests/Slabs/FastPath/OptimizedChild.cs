// The machine code of methods, from a process that runs these tests' assemblies with optimisation.
using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace MemallocKit.Runtime.Tests.Slabs.FastPath;

/// <summary>
/// A debug build tells the compiler at run time not to optimise, by an attribute with four bytes of flags. The child runs copies in
/// which those say what a release build's say.
/// </summary>
internal static class OptimizedChild
{
    private const int DebuggingModesOfReleaseBuilds = (int)DebuggableAttribute.DebuggingModes.IgnoreSymbolStoreSequencePoints;

    /// <summary>Runs an explicit test of this assembly; returns the listing of each of the methods, by name.</summary>
    public static Dictionary<string, string> Disassemble(string test, params string[] methods)
    {
        var folder = Directory.CreateTempSubdirectory("memallockit-disassembly-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            {
                var copy = Path.Combine(folder.FullName, Path.GetFileName(file));
                File.Copy(file, copy);
                if (Path.GetFileName(file).StartsWith("MemallocKit", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal))
                    AllowOptimization(copy);
            }

            var listing = Path.Combine(folder.FullName, "listing.txt");
            Run(Path.Combine(folder.FullName, Path.GetFileName(typeof(OptimizedChild).Assembly.Location)), test, methods, listing);
            return Split(File.ReadAllText(listing));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AllowOptimization(string path)
    {
        var bytes = File.ReadAllBytes(path);
        using (var image = new PEReader(new MemoryStream(bytes)))
        {
            var reader = image.GetMetadataReader();
            foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
            {
                var attribute = reader.GetCustomAttribute(handle);
                if (attribute.Constructor.Kind != HandleKind.MemberReference
                    || reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } type
                    || reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name) != nameof(DebuggableAttribute))
                {
                    continue;
                }

                // A byte of length, two of prolog, four of flags.
                var blob = image.PEHeaders.MetadataStartOffset + reader.GetHeapMetadataOffset(HeapIndex.Blob) + reader.GetHeapOffset(attribute.Value);
                BitConverter.TryWriteBytes(bytes.AsSpan(blob + 3), DebuggingModesOfReleaseBuilds);
            }
        }

        File.WriteAllBytes(path, bytes);
    }

    private static void Run(string program, string test, string[] methods, string listing)
    {
        var start = new ProcessStartInfo("dotnet", [program, "-method", test, "-explicit", "only"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_JitDisasm"] = string.Join(' ', methods);
        start.Environment["DOTNET_JitStdOutFile"] = listing;
        start.Environment["DOTNET_JitDisasmDiffable"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
    }

    private static Dictionary<string, string> Split(string listings)
    {
        var result = new Dictionary<string, string>();
        foreach (var part in listings.Split("; Assembly listing for method ", StringSplitOptions.RemoveEmptyEntries))
        {
            if (Regex.Match(part, @"^[^\r\n]*?(\w+)\(") is { Success: true } name)
                result[name.Groups[1].Value] = part;
        }

        return result;
    }
}
