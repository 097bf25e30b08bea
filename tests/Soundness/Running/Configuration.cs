// The ways in which the runtime compiles what is measured.
namespace MemallocKit.Soundness.Running;

/// <param name="Name">As it is given on the command line.</param>
/// <param name="Description">What is measured in it.</param>
/// <param name="Variables">Environment variables of the process that measures.</param>
internal sealed record Configuration(string Name, string Description, (string Name, string Value)[] Variables)
{
    // Escape analysis hides allocations that other versions of the code make; profiles come and go. Diagnostics are assumed to be off. A
    // heap with a limit turns a made-up length into an exception; a large nursery leaves few collections to disturb the figures.
    private static readonly (string Name, string Value)[] s_common =
    [
        ("DOTNET_JitObjectStackAllocation", "0"),
        ("DOTNET_TieredPGO", "0"),
        ("DOTNET_EnableDiagnostics", "0"),
        ("DOTNET_gcServer", "0"),
        ("DOTNET_gcConcurrent", "0"),
        ("DOTNET_GCHeapHardLimit", "40000000"),
        ("DOTNET_GCgen0size", "6000000"),
        ("DOTNET_TieredCompilation", "0"),
        ("DOTNET_ReadyToRun", "1"),
    ];

    /// <summary>Code compiled ahead of time where there is some, optimised code for the rest.</summary>
    public static readonly Configuration Optimised = new("optimised", "tiering off", s_common);

    /// <summary>Everything compiled by the JIT, optimised.</summary>
    public static readonly Configuration Jitted = new("jitted", "tiering off, ready-to-run off", [.. s_common, ("DOTNET_ReadyToRun", "0")]);

    /// <summary>
    /// Code compiled ahead of time where there is some, and the first tier of the JIT for the rest, for ever: calls are not counted
    /// before a delay is over, which it never is. Loops stay in the first tier too.
    /// </summary>
    public static readonly Configuration FirstTier = new(
        "first-tier",
        "stuck at tier 0",
        [
            .. s_common,
            ("DOTNET_TieredCompilation", "1"),
            ("DOTNET_TC_QuickJit", "1"),
            ("DOTNET_TC_QuickJitForLoops", "1"),
            ("DOTNET_TC_OnStackReplacement", "0"),
            ("DOTNET_TC_CallCountingDelayMs", "7FFFFFFF"),
        ]);

    public static readonly IReadOnlyList<Configuration> All = [Optimised, Jitted, FirstTier];
}
