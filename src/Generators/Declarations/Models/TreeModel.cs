// A declared reserve tree, as values.
namespace MemallocKit.Declarations;

/// <summary>A valid reserve tree: the class it is declared in, how it is estimated, and its nodes.</summary>
internal sealed record TreeModel(TypePath Type, EstimateModel Model, int Processors, NodeModel Root);
