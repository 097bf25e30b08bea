// Decides from names and text alone whether a compilation can contain a memalloc scope.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Analyzers.Scopes;

internal static class ScopeScan
{
    private const string Library = "MemallocKit";
    private const string Marker = "Memalloc";

    /// <summary>
    /// A scope needs a context or a mark. Either the source spells one out, and then the word is in its text, or the
    /// type comes from a referenced assembly, which itself refers to MemallocKit. Reading the text is far cheaper than
    /// having the compiler hand every method body to every rule.
    /// </summary>
    public static bool MayDeclareScopes(Compilation compilation)
    {
        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (reference.Name != Library && UsesLibrary(reference))
            {
                return true;
            }
        }

        var buffer = new char[4096];
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (Contains(tree.GetText(), buffer))
            {
                return true;
            }
        }

        return false;
    }

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

    private static bool Contains(SourceText text, char[] buffer)
    {
        // Chunks overlap by the marker's length, so that a marker across two of them is found.
        var step = buffer.Length - Marker.Length;
        for (var start = 0; start < text.Length; start += step)
        {
            var count = Math.Min(buffer.Length, text.Length - start);
            text.CopyTo(start, buffer, 0, count);
            if (buffer.AsSpan(0, count).IndexOf(Marker.AsSpan()) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
