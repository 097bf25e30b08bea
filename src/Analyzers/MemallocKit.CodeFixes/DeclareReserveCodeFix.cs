// MKIT3001: rents an instance from a reserve of the context, and declares one where there is none.
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <summary>
/// Turns <c>var x = new T();</c> into a rent from an <c>InstanceReserve&lt;T&gt;</c> that a context around may charge; where there is none, one is declared in a class
/// that the context names, or in one around it, which the context then names too. Offered for classes with a constructor without parameters, where the object does
/// not visibly outlive the block and the code compiles afterwards. A rented instance is as its last user left it, unless it is reset.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeclareReserveCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["MKIT3001"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new SolutionFixAll(
        "Rent all from reserves", nameof(DeclareReserveCodeFix), (solution, diagnostics, cancel) => TrackedFixes.FixAllAsync(solution, diagnostics, FixAsync, cancel));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var start = diagnostic.Location.SourceSpan.Start;
            if (await FindAsync(context.Document, start, context.CancellationToken).ConfigureAwait(false) is { } found)
            {
                var type = found.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        found.Place is null ? $"Rent from the reserve of '{type}'" : $"Declare a reserve for '{type}' and rent from it",
                        async cancel => await FixAsync(context.Document, start, cancel).ConfigureAwait(false) ?? context.Document.Project.Solution,
                        equivalenceKey: nameof(DeclareReserveCodeFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Solution?> FixAsync(Document document, int start, CancellationToken cancel)
    {
        if (await FindAsync(document, start, cancel).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var edits = new DocumentEdits(document.Project.Solution);
        var (old, replace) = Rent(found, found.Reserve);
        edits.Add(document.Id, old, replace);
        found.Place?.Declare(edits);
        return await edits.ApplyAsync(cancel).ConfigureAwait(false);
    }

    private static async Task<Found?> FindAsync(Document document, int start, CancellationToken cancel)
    {
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        if (model is null || root?.FindToken(start).Parent?.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { ArgumentList: null or { Arguments.Count: 0 } } creation
            || creation.SpanStart != start || LeasedBlock.DeclarationOf(creation) is not { } declaration
            || RentedInstance.Assignments(creation, declaration) is not { } assignments
            || model.GetTypeInfo(creation, cancel).Type is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } type
            || RentedInstance.MayOutlive(declaration, model))
        {
            return null;
        }

        var found = new Found(type, declaration, assignments, LeasedBlock.Leave(model, start), "", null);
        if (ContextReserves.Find(model, creation, t => RentedInstance.IsReserveOf(t, type)) is { } declared)
        {
            found = found with { Reserve = declared };
        }
        else if (ReservePlace.Find(document.Project, model, creation, type, cancel) is { } place)
        {
            found = found with { Reserve = place.Expression, Place = place };
        }
        else
        {
            return null;
        }

        // Of a property that is not there yet nothing is known: any expression of its type tells whether the rest compiles.
        var standIn = $"default(global::MemallocKit.InstanceReserve<{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}>)";
        var trial = await LeasedBlock.ApplyAsync(document, root, Rent(found, standIn), cancel).ConfigureAwait(false);
        return await Compiles.AsWellAsAsync(trial, document, cancel).ConfigureAwait(false) ? found : null;
    }

    private static (SyntaxNode Old, Func<SyntaxNode, SyntaxNode> New) Rent(Found found, string reserve)
    {
        var name = found.Declaration.Declaration.Variables[0].Identifier;
        var lease = name.ValueText + "Lease";
        return LeasedBlock.Around(
            found.Declaration, $"{reserve}.TryRent(out var {lease})", lease, found.Leave, string.Join("\n", found.Assignments.Insert(0, $"var {name.Text} = {lease}.Value;")));
    }

    private sealed record Found(
        INamedTypeSymbol Type, LocalDeclarationStatementSyntax Declaration, ImmutableArray<string> Assignments, string Leave, string Reserve, ReservePlace? Place);
}
