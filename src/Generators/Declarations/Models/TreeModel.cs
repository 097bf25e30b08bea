// A declared reserve tree, as values.
namespace MemallocKit.Declarations;

/// <summary>A valid reserve tree.</summary>
/// <param name="Type">The class it is declared in.</param>
/// <param name="Model">How it is estimated.</param>
/// <param name="Processors">For how many processors.</param>
/// <param name="UseWarnings">The ids of warnings that naming its item types gives, sorted.</param>
/// <param name="Root">Its nodes.</param>
internal sealed record TreeModel(TypePath Type, EstimateModel Model, int Processors, EquatableArray<string> UseWarnings, NodeModel Root);
