// A type that holds members which run in contexts, as values.
namespace MemallocKit.Declarations;

/// <summary>What <c>Prime()</c> looks through for marked members.</summary>
/// <param name="Expression">The type as <c>typeof</c> in emitted code takes it; empty where emitted code cannot name it.</param>
/// <param name="Name">The full name of the type that has the marked member.</param>
/// <param name="Contexts">The full names of the contexts that the mark names; empty for any.</param>
/// <param name="UseWarnings">The ids of warnings that naming the type gives.</param>
internal sealed record CoveredType(string Expression, string Name, EquatableArray<string> Contexts, EquatableArray<string> UseWarnings);
