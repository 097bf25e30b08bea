// From a class of a reserve tree to its node: a group, or an aggregate that is charged itself.
using System.Collections.Immutable;
using MemallocKit.Estimation;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Reads the classes of a tree and all below them.</summary>
internal static class ClassParser
{
    /// <summary>Reads the root or a group. Gives <see langword="null"/> when there is a problem below.</summary>
    public static NodeModel? ParseGroup(INamedTypeSymbol type, NodeArguments arguments, ParseScope scope)
    {
        CheckClass(type, arguments, scope);
        var children = ImmutableArray.CreateBuilder<NodeModel>();
        var declared = NodeMembers.Of(type);
        foreach (var member in declared)
        {
            scope.Cancellation.ThrowIfCancellationRequested();
            if (ParseMember(member, scope) is { } child)
                children.Add(child);
        }

        NameRules.CheckSiblings(declared, scope.Problems);
        return children.Count == declared.Length
            ? Build(NodeKind.Group, type, arguments, Unit.Pages, children.ToImmutable())
            : null;
    }

    private static NodeModel? ParseMember(ISymbol member, ParseScope scope)
    {
        if (member.ReadArguments(scope.Problems) is not { } arguments)
            return null;
        if (member is IPropertySymbol property)
            return PropertyParser.Parse(property, arguments, null, scope);

        var nested = (INamedTypeSymbol)member;
        if (nested.Has(KnownNames.ReserveTree))
        {
            // Said where that tree itself is read.
            scope.Problems.AddCompilerError(nested);
            return null;
        }

        foreach (var amount in Units.AmountArguments)
            scope.Problems.AddIfHas(nested, arguments, amount, arguments.ChargeHere ? "its shares size it" : "write it on the reserves inside");
        scope.Problems.AddIfHas(nested, arguments, "Tree", "it is for a property of type ReserveGroup, at which another tree joins");
        return arguments.ChargeHere ? ParseAggregate(nested, arguments, scope) : ParsePlainGroup(nested, arguments, scope);
    }

    private static NodeModel? ParsePlainGroup(INamedTypeSymbol type, NodeArguments arguments, ParseScope scope)
    {
        scope.Problems.AddIfHas(type, arguments, "RunPages", "write it on a PageReserve inside");
        scope.Problems.AddIfHas(type, arguments, "Largest", "write it on a ByteReserve inside");
        return ParseGroup(type, arguments, scope);
    }

    private static NodeModel? ParseAggregate(INamedTypeSymbol type, NodeArguments arguments, ParseScope scope)
    {
        CheckClass(type, arguments, scope);
        var declared = NodeMembers.Of(type);
        var first = declared.OfType<IPropertySymbol>().FirstOrDefault(property => MemberType.Of(property.Type) is { Kind: NodeKind.Share });
        if (first == null)
        {
            scope.Problems.AddOnName(ProblemKind.ChargedClass, type, type.Name, "declare a PageShare, ByteShare or ObjectShare<T> inside");
            return null;
        }

        var unit = MemberType.Of(first.Type)!.Value.Unit;
        var aggregate = new AggregateScope(type, first, UnitOptions.Read(type, arguments, unit, scope.Problems));
        var shares = ImmutableArray.CreateBuilder<NodeModel>();
        foreach (var member in declared)
        {
            if (ParseShare(member, aggregate, scope) is { } share)
                shares.Add(share);
        }

        NameRules.CheckSiblings(declared, scope.Problems);
        return shares.Count == declared.Length
            ? Build(NodeKind.Aggregate, type, arguments, unit, shares.ToImmutable()) with { Modifiers = ReserveAccessibility(unit, declared) }
            : null;
    }

    private static NodeModel? ParseShare(ISymbol member, AggregateScope aggregate, ParseScope scope)
    {
        if (member.ReadArguments(scope.Problems) is not { } arguments)
            return null;
        if (member is IPropertySymbol property)
            return PropertyParser.Parse(property, arguments, aggregate, scope);

        scope.Problems.AddOnName(ProblemKind.ChargedClass, member, aggregate.Type.Name, $"move the class '{member.Name}' out of it");
        return null;
    }

    private static void CheckClass(INamedTypeSymbol type, NodeArguments arguments, ParseScope scope)
    {
        TypeShape.CheckNodeClass(type, scope.Problems);
        if (!ReferenceEquals(type, scope.Tree) && !type.TypeParameters.IsEmpty)
            TypeShape.CheckNotGeneric(type, "reserve node", scope.Problems);
        NameRules.CheckName(type, arguments, scope.Problems);
        NameRules.CheckClass(type, arguments.ChargeHere, ReferenceEquals(type, scope.Tree), scope.Problems);
    }

    private static NodeModel Build(NodeKind kind, INamedTypeSymbol type, NodeArguments arguments, Unit unit, ImmutableArray<NodeModel> children)
    {
        long? pages = 0;
        long amount = 0;
        foreach (var child in children)
        {
            pages = pages is { } sum && child.Pages is { } more ? PageArithmetic.Add(sum, more) : null;
            amount = kind == NodeKind.Aggregate ? PageArithmetic.Add(amount, child.Amount) : 0;
        }

        // A group has no shape of rent; an aggregate has that which its shares were read with.
        var (runPages, largest, item) = kind == NodeKind.Aggregate
            ? (children[0].RunPages, children[0].Largest, children[0].Item)
            : (0, 0, null);
        return new NodeModel(
            kind, unit, TypePaths.Identifier(type), arguments.Name ?? type.Name, "public", type.IsDocumented(),
            amount, runPages, largest, item, pages, new(children));
    }

    // An object reserve names T, so it cannot be more accessible than T; the shares, which name T too, show what is allowed.
    private static string ReserveAccessibility(Unit unit, ImmutableArray<ISymbol> shares) => unit != Unit.Objects
        ? "public"
        : shares.Max(share => share.DeclaredAccessibility) switch
        {
            Accessibility.Public => "public",
            Accessibility.Internal => "internal",
            _ => "private",
        };
}
