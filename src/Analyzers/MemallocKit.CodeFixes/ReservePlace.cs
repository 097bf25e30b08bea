// Where a new reserve is declared, and what it is called.
using MemallocKit.Analyzers.Contexts;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Formatting;

namespace MemallocKit.CodeFixes;

/// <param name="Context">What charges it.</param>
/// <param name="Node">The class of the tree.</param>
/// <param name="Part">The part of it that is written here.</param>
/// <param name="Item">What it holds.</param>
/// <param name="Name">The property's name.</param>
/// <param name="Expression">How the code names it.</param>
internal sealed record ReservePlace(
    (DocumentId Document, AttributeSyntax Attribute)? Context, INamedTypeSymbol Node, (DocumentId Document, TypeDeclarationSyntax Type) Part, INamedTypeSymbol Item, string Name, string Expression)
{
    // Enough for a few threads, few enough to build at start: for the user to change.
    private const int Objects = 8;

    // What is emitted beside a property or into its class cannot be its name.
    private static readonly string[] s_taken = ["Pages", "PerPage", "SizeBytes", "InstanceBytes", "Connect", "Estimates", "Node", "Nodes", "Reserve", "TotalPages"];

    /// <summary>The first place that fits, of the contexts around; in the project that declares the tree.</summary>
    public static async Task<ReservePlace?> FindAsync(Project project, SemanticModel model, SyntaxNode at, INamedTypeSymbol item, CancellationToken cancel)
    {
        foreach (var context in ContextReserves.Around(model, at))
        {
            var named = ContextReserves.NodesOf(context).ToList();
            foreach (var node in named.Where(CanHold).Concat(named.SelectMany(Outer).Where(CanHold)))
            {
                if (project.Solution.GetProject(node.ContainingAssembly, cancel) is not { } home || await home.GetCompilationAsync(cancel).ConfigureAwait(false) is not { } compilation
                    || !InstanceIsBuildable(item, node, compilation) || (home.Id != project.Id && !(IsPublic(item) && IsPublic(node)))
                    || PartOf(node, home, cancel) is not { } part)
                {
                    continue;
                }

                var isNamed = named.Contains(node, SymbolEqualityComparer.Default);
                var attribute = isNamed ? null : AttributeOf(context, home, cancel);
                if (isNamed || attribute is not null)
                {
                    var name = FreeName(item, node, context);
                    var hand = ContextReserves.AtHand(model, at.SpanStart).FirstOrDefault(h => SymbolEqualityComparer.Default.Equals(h.Type, context)).Name;
                    return new ReservePlace(
                        attribute, node, part, item, name, $"{hand ?? node.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{name}");
                }
            }
        }

        return null;
    }

    /// <summary>Adds the property, and the class to the context where it is not named yet.</summary>
    public void Declare(DocumentEdits edits)
    {
        edits.Add(Part.Document, Part.Type, node => WithProperty((TypeDeclarationSyntax)node));
        if (Context is var (document, attribute))
        {
            edits.Add(document, attribute, node => ((AttributeSyntax)node).AddArgumentListArguments(
                Imports.Mark(SyntaxFactory.AttributeArgument(
                    SyntaxFactory.TypeOfExpression(SyntaxFactory.ParseTypeName(Node.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))))));
        }
    }

    private TypeDeclarationSyntax WithProperty(TypeDeclarationSyntax part)
    {
        var lineEnd = part.SyntaxTree.GetText().ToString().Contains("\r\n") ? "\r\n" : "\n";
        var access = IsPublic(Item) ? "public" : "internal";
        var text = $$"""
            [global::MemallocKit.ReserveNode(Objects = {{Objects}})]
            {{access}} static partial global::MemallocKit.InstanceReserve<{{Item.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}}> {{Name}} { get; }

            """;
        var property = SyntaxFactory.ParseMemberDeclaration(text.Replace("\r\n", "\n").Replace("\n", lineEnd))!;
        if (part.Members.Count > 0)
        {
            property = property.WithLeadingTrivia(SyntaxFactory.EndOfLine(lineEnd));
        }

        return part.AddMembers(Imports.Mark(property).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static IEnumerable<INamedTypeSymbol> Outer(INamedTypeSymbol node)
    {
        for (var type = node; type is not null && !type.Has(KnownNames.ReserveTree); type = type.ContainingType)
        {
            if (type.ContainingType is { } outer && (outer.Has(KnownNames.ReserveNode) || outer.Has(KnownNames.ReserveTree)))
            {
                yield return outer;
            }
        }
    }

    private static bool CanHold(INamedTypeSymbol node) =>
        node.Has(KnownNames.ReserveTree) || (node.Find(KnownNames.ReserveNode) is { } attribute && !attribute.NamedArguments.Any(a => a is { Key: "ChargeHere", Value.Value: true }));

    // As the project of the tree sees them, which need not know the type.
    private static bool InstanceIsBuildable(INamedTypeSymbol item, INamedTypeSymbol node, Compilation compilation) =>
        SymbolFinder.FindSimilarSymbols(item, compilation).FirstOrDefault() is { } seen
        && SymbolFinder.FindSimilarSymbols(node, compilation).FirstOrDefault() is { } home
        && SymbolEqualityComparer.Default.Equals(home.ContainingAssembly, compilation.Assembly)
        && seen.InstanceConstructors.FirstOrDefault(c => c.Parameters.IsEmpty) is { } constructor
        && compilation.IsSymbolAccessibleWithin(seen, home) && compilation.IsSymbolAccessibleWithin(constructor, home)
        && !IsOpen(seen) && !seen.IsFileLocal && !HasRequired(seen);

    private static bool HasRequired(ITypeSymbol item)
    {
        for (var type = item; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().Any(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }

    private static (DocumentId, TypeDeclarationSyntax)? PartOf(INamedTypeSymbol node, Project project, CancellationToken cancel)
    {
        foreach (var reference in node.DeclaringSyntaxReferences)
        {
            if (project.GetDocument(reference.SyntaxTree) is { } document and not SourceGeneratedDocument
                && reference.GetSyntax(cancel) is TypeDeclarationSyntax { OpenBraceToken.RawKind: not 0 } part
                && part.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                return (document.Id, part);
            }
        }

        return null;
    }

    private static (DocumentId, AttributeSyntax)? AttributeOf(INamedTypeSymbol context, Project project, CancellationToken cancel) =>
        context.Find(KnownNames.MemallocContext)?.ApplicationSyntaxReference is { } reference && project.GetDocument(reference.SyntaxTree) is { } document
            ? (document.Id, (AttributeSyntax)reference.GetSyntax(cancel))
            : null;

    private static string FreeName(INamedTypeSymbol item, INamedTypeSymbol node, INamedTypeSymbol context)
    {
        var root = node;
        while (!root.Has(KnownNames.ReserveTree) && root.ContainingType is { } outer)
        {
            root = outer;
        }

        // Where two reserves of a context have one name, its properties are called otherwise: that of the other one too.
        var taken = new HashSet<string>(s_taken.Concat(NamesIn(root)).Concat(context.GetMembers().Select(m => m.Name)), StringComparer.Ordinal) { context.Name };
        var plural = Plural(item.Name);
        var name = taken.Contains(plural) ? item.Name + "Instances" : plural;
        for (var i = 2; taken.Contains(name); i++)
        {
            name = $"{item.Name}Instances{i}";
        }

        return name;
    }

    private static IEnumerable<string> NamesIn(INamedTypeSymbol type) =>
        type.GetMembers().Select(m => m.Name).Append(type.Name).Concat(type.GetTypeMembers().Where(t => t.Has(KnownNames.ReserveNode)).SelectMany(NamesIn));

    private static string Plural(string name)
    {
        if (name.EndsWith("y", StringComparison.Ordinal) && name.Length > 1 && "aeiou".IndexOf(name[^2]) < 0)
        {
            return name[..^1] + "ies";
        }

        return new[] { "s", "x", "ch", "sh" }.Any(e => name.EndsWith(e, StringComparison.Ordinal)) ? name + "es" : name + "s";
    }

    // The compiler asks that a property be no more accessible than its type.
    private static bool IsPublic(ITypeSymbol type) =>
        type.DeclaredAccessibility == Accessibility.Public && (type.ContainingType is null || IsPublic(type.ContainingType))
        && (type is not INamedTypeSymbol named || named.TypeArguments.All(IsPublic));

    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen) || (named.ContainingType is { } outer && IsOpen(outer)),
        _ => false,
    };
}
