// What a reading of declarations depended on.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators;

/// <summary>The files, references and options that models were read from. Tells whether another compilation would give the same.</summary>
/// <remarks>It holds syntax trees of the last compilation it was asked about, never symbols or the compilation.</remarks>
internal sealed class Snapshot
{
    private readonly string? _assemblyName;
    private readonly CompilationOptions _options;
    private readonly ImmutableArray<MetadataReference> _references;
    private readonly Marks _membersOf;
    private SourceFiles _files;
    private HashSet<string>? _names;

    /// <param name="compilation">Where models were read.</param>
    /// <param name="files">Its files.</param>
    /// <param name="membersOf">In files with such marks the members of every class count.</param>
    public Snapshot(CSharpCompilation compilation, SourceFiles files, Marks membersOf)
    {
        _membersOf = membersOf;
        _assemblyName = compilation.AssemblyName;
        _options = compilation.Options;
        _references = [.. compilation.References];
        _files = files;
    }

    /// <summary>Whether declarations read the same. If so, it is a snapshot of that compilation from here on.</summary>
    public bool Holds(CSharpCompilation compilation, CancellationToken cancellation)
    {
        var trees = compilation.SyntaxTrees;
        if (trees == _files.Trees)
            return HasSameSettings(compilation);
        if (trees.Length != _files.Trees.Length || !HasSameSettings(compilation))
            return false;

        for (var index = 0; index < trees.Length; index++)
        {
            if (!ReferenceEquals(trees[index], _files.Trees[index]) && !IsSame(_files.Trees[index], trees[index], cancellation))
                return false;
        }

        _files = new SourceFiles(trees, cancellation);
        return true;
    }

    private bool HasSameSettings(CSharpCompilation compilation) =>
        compilation.AssemblyName == _assemblyName
        && compilation.Options.Equals(_options)
        && compilation.References.SequenceEqual(_references, ReferenceComparer.Instance);

    private bool IsSame(SyntaxTree old, SyntaxTree @new, CancellationToken cancellation)
    {
        var marks = _files.MarksIn(old) | _files.MarksIn(@new);
        if ((marks & Marks.Declarations) != 0)
            return false;
        _names ??= NamesInUse.In(_files, cancellation);
        return new Outline(_names, allMembers: (marks & _membersOf) != 0).IsSame(old, @new, cancellation);
    }

    private sealed class ReferenceComparer : IEqualityComparer<MetadataReference>
    {
        public static readonly ReferenceComparer Instance = new();

        public bool Equals(MetadataReference? x, MetadataReference? y) => ReferenceEquals(x, y);

        public int GetHashCode(MetadataReference reference) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(reference);
    }
}
