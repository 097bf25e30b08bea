// From a property of a reserve tree to its node: a reserve, or a share of the charged class around it.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Reads one leaf of a tree.</summary>
internal static class PropertyParser
{
    /// <summary>Reads a property; <paramref name="aggregate"/> is the charged class around it, if there is one.</summary>
    public static NodeModel? Parse(IPropertySymbol property, NodeArguments arguments, AggregateScope? aggregate, ParseScope scope)
    {
        var problems = scope.Problems;
        if (property.Type.HasErrors())
        {
            problems.AddCompilerError(property);
            return null;
        }

        NameRules.CheckName(property, arguments, problems);
        NameRules.CheckProperty(property, problems);
        problems.AddIfHas(property, arguments, "ChargeHere", "it is for classes; a reserve is charged anyway");
        PropertyShape.Check(property, problems);
        if (aggregate == null && JoinedTreeParser.Accepts(property))
            return JoinedTreeParser.Parse(property, arguments, scope);

        problems.AddIfHas(property, arguments, "Tree", "it is for a property of type ReserveGroup, at which another tree joins");
        if (ReadType(property, aggregate, problems) is not { } member)
            return null;

        var options = aggregate == null
            ? UnitOptions.Read(property, arguments, member.Unit, problems)
            : InheritOptions(property, arguments, aggregate, problems);
        if (Amounts.Read(property, arguments, member, options, problems) is not { } amount
            || !ItemParser.TryParse(property, member.Unit, scope, out var item))
            return null;

        var pages = LeafPages.Of(scope.Model, scope.Processors, member.Unit, amount, options.Largest, item?.SizeBytes);
        if (pages > PageLimit.MostPages)
        {
            problems.AddOnArgument(ProblemKind.TooManyPages, property, arguments.Attribute, member.Unit.AmountArgument(), property.Name, "it comes to");
            return null;
        }

        scope.UseWarnings.UnionWith(UseWarnings.Of(property.Type));
        if (property.Type is INamedTypeSymbol { TypeArguments: [INamedTypeSymbol instance] } && member.Unit == Unit.Instances && InstanceItem.Constructor(instance) is { } constructor)
            scope.UseWarnings.UnionWith(UseWarnings.OfMember(constructor));
        return new NodeModel(
            member.Kind, member.Unit, TypePaths.Identifier(property), arguments.Name ?? property.Name, property.ModifiersWithoutPartial(),
            property.IsDocumented(), amount, options.RunPages, options.Largest, item, pages, default);
    }

    private static MemberType? ReadType(IPropertySymbol property, AggregateScope? aggregate, ProblemList problems)
    {
        var type = property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (MemberType.Of(property.Type) is not { } member || property.NullableAnnotation == NullableAnnotation.Annotated)
        {
            var expected = aggregate == null
                ? "PageReserve, ByteReserve, ObjectReserve<T> or InstanceReserve<T>"
                : aggregate.FirstShare.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            problems.AddOnType(ProblemKind.MemberType, property, property.Name, type, expected);
            return null;
        }

        if (aggregate == null)
        {
            if (member.Kind == NodeKind.Reserve)
                return member;
            var reserve = member with { Kind = NodeKind.Reserve };
            problems.AddOnType(ProblemKind.ShareOutsideChargedClass, property, property.Name, property.ContainingType.Name, reserve.DisplayName);
            return null;
        }

        if (SymbolEqualityComparer.Default.Equals(property.Type, aggregate.FirstShare.Type))
            return member;
        var share = aggregate.FirstShare.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        problems.AddOnType(
            ProblemKind.ChargedClass, property, aggregate.Type.Name,
            $"declare '{property.Name}' as {share}, like '{aggregate.FirstShare.Name}', or move it out");
        return null;
    }

    private static UnitOptions InheritOptions(IPropertySymbol property, NodeArguments arguments, AggregateScope aggregate, ProblemList problems)
    {
        var advice = $"write it on '{aggregate.Type.Name}', which is what is rented from";
        problems.AddIfHas(property, arguments, "RunPages", advice);
        problems.AddIfHas(property, arguments, "Largest", advice);
        return aggregate.Options;
    }
}
