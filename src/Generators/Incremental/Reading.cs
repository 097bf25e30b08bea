// One reading of the declarations of a compilation.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Generators;

/// <summary>What a parser is given. Lives for one call; no model may lead to it.</summary>
internal sealed record Reading(CSharpCompilation Compilation, SourceFiles Files, CancellationToken Cancellation)
{
    /// <summary>Types of a kind of declaration that may have the attribute, each once however many parts it has, in the order of the files.</summary>
    public ImmutableArray<INamedTypeSymbol> Types<TSyntax>(Marks marks)
        where TSyntax : TypeDeclarationSyntax
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var types = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        foreach (var declaration in Files.Marked(marks))
        {
            if (declaration is TSyntax && Symbol(declaration) is INamedTypeSymbol type && seen.Add(type))
                types.Add(type);
        }

        return types.ToImmutable();
    }

    public ISymbol? Symbol(MemberDeclarationSyntax declaration) =>
        Compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, Cancellation);
}
