// MKIT3001: rents an instance from a reserve of the context, and declares one where there is none.
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Turns <c>var x = new T();</c> into a rent from an <c>InstanceReserve&lt;T&gt;</c> that a context around may charge; where there is none, one is declared in a class
/// that the context names, or in one around it, which the context then names too. Offered for classes with a constructor without parameters, where the object does
/// not visibly outlive the block and the code compiles afterwards. A comment says so where the instance will be as its last user left it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeclareReserveCodeFix() : PlaceCodeFix("Rent all from reserves", "MKIT3001")
{
    private protected override async Task<(string Title, Solution Changed)?> FixAsync(Place place, CancellationToken cancel)
    {
        var (document, _, model, start) = place;
        if (place.Find<BaseObjectCreationExpressionSyntax>() is not { ArgumentList: null or { Arguments.Count: 0 } } creation
            || LeasedBlock.Of(creation, model) is not { Statement: LocalDeclarationStatementSyntax declaration } block
            || RentedInstance.Assignments(creation, declaration) is not { } assignments
            || model.GetTypeInfo(creation, cancel).Type is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } type
            || RentedInstance.MayOutlive(declaration, model))
        {
            return null;
        }

        var declared = ContextReserves.Find(model, creation, t => RentedInstance.IsReserveOf(t, type));
        var added = declared is null ? await ReservePlace.FindAsync(document.Project, model, creation, type, cancel).ConfigureAwait(false) : null;
        if ((declared ?? added?.Expression) is not { } reserve)
        {
            return null;
        }

        // Of a property that is not there yet nothing is known: any expression of its type tells whether the rest compiles.
        var (old, tried) = Rent($"default(global::MemallocKit.InstanceReserve<{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}>)");
        if (await place.ReplaceAsync("", old, tried(old), cancel).ConfigureAwait(false) is null)
        {
            return null;
        }

        var edits = new DocumentEdits(document.Project.Solution);
        edits.Add(document.Id, old, Rent(reserve).New);
        added?.Declare(edits);
        var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        var title = added is null ? $"Rent from the reserve of '{name}'" : $"Declare a reserve for '{name}' and rent from it";
        return (title, await edits.ApplyAsync(cancel).ConfigureAwait(false));

        (SyntaxNode Old, Func<SyntaxNode, SyntaxNode> New) Rent(string reserve)
        {
            var lease = block.Name("Lease");
            var value = $"{declaration.Declaration.Type.WithoutTrivia()} {block.Variable} = {lease}.Value;";
            return block.Rent(
                reserve,
                amount: "",
                $"global::MemallocKit.InstanceLease<{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}>",
                lease,
                string.Join("\n", [.. RentedInstance.Caution(type), value, .. assignments]));
        }
    }
}
