// Reads models from a compilation, unless it says the same as the one before.
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators;

/// <summary>
/// The step between the compilation and the models. The compiler runs it after every keystroke; most keystrokes are in bodies and in files that declare nothing
/// of ours, and then the models are those of the last time. Binding a thousand nodes anew takes a hundred times as long as finding that out.
/// </summary>
/// <remarks>
/// The compiler's own way, by attribute (<c>ForAttributeWithMetadataName</c>), binds every marked declaration of every file at every keystroke.
/// One reader belongs to one pipeline. Safe for use from several threads: what it returns depends on the compilation alone.
/// </remarks>
/// <param name="read">From declarations to models, which compare by value and lead to no symbol and no syntax.</param>
/// <param name="membersOf">Marks of members, not of trees and contexts, that <paramref name="read"/> looks at.</param>
internal sealed class DeclarationReader<T>(Func<Reading, T> read, Marks membersOf = Marks.None)
    where T : class
{
    private readonly object _gate = new();
    private Snapshot? _snapshot;
    private T? _models;

    public T Read(Compilation compilation, CancellationToken cancellation)
    {
        var csharp = (CSharpCompilation)compilation;
        lock (_gate)
        {
            if (_snapshot?.Holds(csharp, cancellation) == true)
                return _models!;

            var files = new SourceFiles(csharp.SyntaxTrees, cancellation);
            var models = read(new Reading(csharp, files, cancellation));
            _snapshot = new Snapshot(csharp, files, membersOf);
            return _models = models;
        }
    }
}
