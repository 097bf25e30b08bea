// The names of the pipelines' steps, for tests that watch what is recomputed.
namespace MemallocKit.Generators;

/// <summary>Every named step of every generator.</summary>
internal static class TrackingNames
{
    /// <summary>The model of one reserve tree.</summary>
    public const string Tree = "MemallocKit.Tree";

    /// <summary>A reserve tree with the name of the file emitted for it.</summary>
    public const string TreeFile = "MemallocKit.TreeFile";

    /// <summary>A reserve property, which a refused tree leaves unfinished.</summary>
    public const string Property = "MemallocKit.Property";

    /// <summary>The properties that get placeholders.</summary>
    public const string Unfinished = "MemallocKit.Unfinished";

    /// <summary>The model of one context.</summary>
    public const string Context = "MemallocKit.Context";

    /// <summary>A context with the name of the file emitted for it.</summary>
    public const string ContextFile = "MemallocKit.ContextFile";

    public static readonly string[] All = [Tree, TreeFile, Property, Unfinished, Context, ContextFile];
}
