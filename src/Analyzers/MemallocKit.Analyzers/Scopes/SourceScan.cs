// Decides from names and text alone whether rules need to look at a compilation.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Analyzers.Scopes;

/// <summary>
/// A scope needs a context or a mark, and a lease needs a rent. Either the source spells it out, and then the word is in
/// its text, or it comes with a referenced assembly, which itself refers to MemallocKit. Reading the text is far cheaper
/// than having the compiler hand every method body to every rule.
/// </summary>
internal static class SourceScan
{
    private const string Library = "MemallocKit";

    /// <summary>False only when no memalloc scope can exist in the compilation.</summary>
    public static bool MayDeclareScopes(Compilation compilation) => Finds(compilation, "Memalloc");

    /// <summary>False only when no lease is rented in the compilation.</summary>
    public static bool MayRent(Compilation compilation) => Finds(compilation, "Rent");

    /// <summary>False only when no tree, node or context is declared in the compilation: attributes are spelled out, under an alias too.</summary>
    public static bool MayDeclareReserves(Compilation compilation) => IsWritten(compilation, "Reserve") || IsWritten(compilation, "MemallocContext");

    /// <summary>False only when no method that primes a context is declared in the compilation.</summary>
    public static bool MayDeclarePriming(Compilation compilation) => IsWritten(compilation, "MemallocPrime");

    /// <summary>The files in which a word is written.</summary>
    public static IEnumerable<SyntaxTree> TreesWith(Compilation compilation, string word, Func<char, bool>? follows = null)
    {
        var buffer = new char[4096];
        return compilation.SyntaxTrees.Where(t => Contains(t.GetText(), word, follows, buffer));
    }

    /// <summary>False only when no member belongs to a context: the mark with an argument is spelled out, or comes with an assembly.</summary>
    public static bool MayDeclareContextMembers(Compilation compilation) => Finds(compilation, "Memalloc", HasArgument);

    // `[Memalloc]` and `[Memalloc, Other]` have none; longer names are other attributes, but for the mark's own.
    private static bool HasArgument(char next) => next == 'A' || !(char.IsLetterOrDigit(next) || next is '_' or ']' or ',');

    private static bool Finds(Compilation compilation, string word, Func<char, bool>? follows = null)
    {
        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (reference.Name != Library && UsesLibrary(reference))
            {
                return true;
            }
        }

        return IsWritten(compilation, word, follows);
    }

    private static bool IsWritten(Compilation compilation, string word, Func<char, bool>? follows = null) =>
        TreesWith(compilation, word, follows).Any();

    private static bool UsesLibrary(IAssemblySymbol assembly)
    {
        foreach (var module in assembly.Modules)
        {
            foreach (var identity in module.ReferencedAssemblies)
            {
                if (identity.Name == Library)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Contains(SourceText text, string word, Func<char, bool>? follows, char[] buffer)
    {
        // Chunks overlap by the longest word with what follows it, so that one across two chunks is found.
        var step = buffer.Length - Math.Max(Library.Length, word.Length);
        for (var start = 0; start < text.Length; start += step)
        {
            var count = Math.Min(buffer.Length, text.Length - start);
            text.CopyTo(start, buffer, 0, count);
            if (Contains(buffer.AsSpan(0, count), word, follows))
            {
                return true;
            }
        }

        return false;
    }

    // `using MemallocKit;` alone says nothing.
    private static bool Contains(ReadOnlySpan<char> chunk, string word, Func<char, bool>? follows)
    {
        for (var at = chunk.IndexOf(word.AsSpan()); at >= 0; at = chunk.IndexOf(word.AsSpan()))
        {
            var rest = chunk.Slice(at);
            if (rest.StartsWith(Library.AsSpan()))
            {
                chunk = rest.Slice(Library.Length);
                continue;
            }

            // What the end of a chunk cuts off (the library's name, or what follows a mark) counts: that errs on the safe side.
            if (follows is null || rest.Length == word.Length || follows(rest[word.Length]))
            {
                return true;
            }

            chunk = rest.Slice(word.Length);
        }

        return false;
    }
}
