// The names of the pipelines' steps, for tests that watch what is recomputed.
namespace MemallocKit.Generators;

/// <summary>Every named step of every generator.</summary>
internal static class TrackingNames
{
    /// <summary>The models of all reserve trees, and of the properties that none of them completes.</summary>
    public const string Trees = "MemallocKit.Trees";

    /// <summary>A reserve tree with the name of the file emitted for it.</summary>
    public const string TreeFile = "MemallocKit.TreeFile";

    /// <summary>The properties that get placeholders.</summary>
    public const string Unfinished = "MemallocKit.Unfinished";

    /// <summary>The models of all contexts, and what priming them takes from the rest of the project.</summary>
    public const string Contexts = "MemallocKit.Contexts";

    /// <summary>A context with the name of the file emitted for it.</summary>
    public const string ContextFile = "MemallocKit.ContextFile";

    /// <summary>The report on all trees and contexts, in builds that ask for one.</summary>
    public const string Report = "MemallocKit.Report";

    public static readonly string[] All = [Trees, TreeFile, Unfinished, Contexts, ContextFile, Report];
}
