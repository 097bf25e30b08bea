// The runtime packs that the table of the shared frameworks is made from: their implementation assemblies for each system.
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Frameworks;

internal static class FrameworkPacks
{
    /// <summary>The version of the packs, which the project file downloads.</summary>
    public const string Version = "10.0.12";

    /// <summary>The systems whose worst the table says.</summary>
    public static IReadOnlyList<string> Systems { get; } = ["linux-x64", "linux-arm64", "win-x64", "osx-arm64"];

    private static readonly string[] s_frameworks = ["Microsoft.NETCore.App", "Microsoft.AspNetCore.App"];

    /// <summary>The names of the packs of a system.</summary>
    public static IEnumerable<string> Names(string system) => s_frameworks.Select(f => $"{f}.Runtime.{system}");

    /// <summary>NuGet's folder of packages.</summary>
    public static string PackagesFolder => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
        ? set
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The folders of assemblies of a system, first those of the runtime.</summary>
    /// <exception cref="SummaryException">A pack is not in <paramref name="packages"/>.</exception>
    public static string[] Folders(string packages, string system) => [.. Names(system).Select(name =>
    {
        var pack = Path.Combine(packages, name.ToLowerInvariant(), Version);
        var assemblies = Path.Combine(pack, "runtimes", system, "lib", "net10.0");
        return Directory.Exists(assemblies)
            ? assemblies
            : throw new SummaryException($"There is no '{assemblies}': the pack {name} {Version} is missing. Build with -p:FrameworkPacks=true, which downloads it.");
    })];

    /// <summary>Whether every pack is there.</summary>
    public static bool AreIn(string packages) => Systems.SelectMany(Names).All(n => Directory.Exists(Path.Combine(packages, n.ToLowerInvariant(), Version)));
}
