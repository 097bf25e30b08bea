// The build property that makes every member a scope, for a look at a whole code base.
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Scopes;

/// <summary><c>MemallocScope=all</c> in the project file; any other value leaves the scopes to the source.</summary>
internal static class ScopeProperty
{
    private const string Name = "build_property.MemallocScope";

    public static bool IsAll(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(Name, out var value)
        && string.Equals(value.Trim(), "all", StringComparison.OrdinalIgnoreCase);
}
