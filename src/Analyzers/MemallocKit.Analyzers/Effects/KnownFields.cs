// What readonly fields hold, where all their assignments say the same: a method, or an object of a known type.
using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Effects;

/// <summary>Also of properties of their own storage without a setter. Thread-safe.</summary>
internal sealed class KnownFields(Compilation compilation)
{
    private readonly ConcurrentDictionary<ISymbol, Argument> _known = new(SymbolEqualityComparer.Default);

    /// <summary>What a member holds once its object is made; unknown for members of other assemblies.</summary>
    public Argument Of(ISymbol member)
    {
        // Inside its own type the type parameters of its value are those of the code that reads it.
        if (!SymbolEqualityComparer.Default.Equals(member, member.OriginalDefinition))
        {
            return default;
        }

        var isFixed = member switch
        {
            IFieldSymbol field => field.IsReadOnly && field.Type.IsReferenceType,
            IPropertySymbol property => property is { SetMethod: null, IsVirtual: false, IsOverride: false, IsAbstract: false, Type.IsReferenceType: true },
            _ => false,
        };
        return isFixed && !member.DeclaringSyntaxReferences.IsEmpty ? _known.GetOrAdd(member, Decide) : default;
    }

    private Argument Decide(ISymbol member)
    {
        Argument? found = null;
        foreach (var (value, owner) in ValuesOf(member))
        {
            var fact = value.ConstantValue is { HasValue: true, Value: null } ? new Argument(PassedKind.Null) : new ArgumentFacts([value], fields: null).OfKept(value, owner);
            if (fact.Kind is not (PassedKind.Method or PassedKind.Exact) || (found is { } other && !other.Equals(fact)))
            {
                return default;
            }

            found = fact;
        }

        return found ?? default;
    }

    private IEnumerable<(IOperation Value, ISymbol Owner)> ValuesOf(ISymbol member)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            var initializer = reference.GetSyntax() switch
            {
                VariableDeclaratorSyntax field => field.Initializer,
                PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: var accessors } property
                    when accessors.All(a => a is { Body: null, ExpressionBody: null }) => property.Initializer,
                _ => null,
            };
            if (initializer is not null && FieldUses.ValueOf(initializer.Value, compilation.GetSemanticModel(initializer.SyntaxTree)) is { } value)
            {
                yield return (value, member);
            }
        }

        // Only constructors, and what sets on the way, can assign it again.
        foreach (var type in member.ContainingType.DeclaringSyntaxReferences.Select(r => r.GetSyntax()))
        {
            foreach (var name in type.DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (name.Identifier.ValueText != member.Name || FieldUses.Of(name) is not { } use)
                {
                    continue;
                }

                var model = compilation.GetSemanticModel(name.SyntaxTree);
                if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, member))
                {
                    var owner = model.GetEnclosingSymbol(name.SpanStart) ?? member;
                    yield return (use is AssignmentExpressionSyntax { Right: var right } && FieldUses.ValueOf(right, model) is { } value ? value : model.GetOperation(name)!, owner);
                }
            }
        }
    }
}
