// The operations that run when a method of this compilation is called.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

internal sealed class MemberBodies(Compilation compilation)
{
    // A model remembers what it has bound, so there is one for each file.
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    public ImmutableArray<IOperation> Of(ISymbol member)
    {
        var roots = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            AddRoot(reference.GetSyntax() is var syntax && member is IMethodSymbol ? syntax : InitializerOf(syntax) ?? syntax, roots);
        }

        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && !CallsSibling(roots) && !RecordMembers.IsCopyConstructor(constructor))
        {
            AddInitializers(constructor.ContainingType, roots);
        }

        return roots.ToImmutable();
    }

    private static bool CallsSibling(IEnumerable<IOperation> roots) =>
        roots.Any(r => r is IConstructorBodyOperation { Initializer: { } call }
            && call.Syntax is ConstructorInitializerSyntax { ThisOrBaseKeyword.ValueText: "this" });

    // Instance initializers run in every constructor that does not hand over to another.
    private void AddInitializers(INamedTypeSymbol type, ImmutableArray<IOperation>.Builder roots)
    {
        foreach (var member in type.GetMembers())
        {
            if (member.IsStatic || member is not (IFieldSymbol or IPropertySymbol or IEventSymbol))
            {
                continue;
            }

            foreach (var reference in member.DeclaringSyntaxReferences)
            {
                if (InitializerOf(reference.GetSyntax()) is { } initializer)
                {
                    AddRoot(initializer, roots);
                }
            }
        }
    }

    /// <summary>The initializer of a field, property or event.</summary>
    public static EqualsValueClauseSyntax? InitializerOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax field => field.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };

    private void AddRoot(SyntaxNode syntax, ImmutableArray<IOperation>.Builder roots)
    {
        if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree))
        {
            return;
        }

        var model = _models.GetOrAdd(syntax.SyntaxTree, t => compilation.GetSemanticModel(t));
        if (model.GetOperation(syntax) is { } root)
        {
            roots.Add(root);
        }
    }
}
