// The bill of materials of an assembly's reserves, as values.
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>All valid trees and contexts of an assembly, each sorted by full name.</summary>
internal sealed record ReserveReport(string Assembly, EquatableArray<TreeModel> Trees, EquatableArray<ReportedContext> Contexts);

/// <summary>A context and the node classes that it names, each once, in the order of its attribute.</summary>
internal sealed record ReportedContext(string FullName, EquatableArray<NamedNode> MayCharge);

/// <summary>A node class that a context names.</summary>
/// <param name="FullName">The class, nothing escaped.</param>
/// <param name="Assembly">The assembly that declares it, or <see langword="null"/> for the one being compiled.</param>
internal sealed record NamedNode(string FullName, string? Assembly);
