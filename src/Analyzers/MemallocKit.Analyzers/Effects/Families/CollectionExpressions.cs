// Collection expressions and params collections, by the type they become.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class CollectionExpressions
{
    public static void Find(IOperation operation, BodyBuilder body)
    {
        if (operation is ICollectionExpressionOperation { Type: { } type } collection && Allocates(collection, type, body.Symbols))
        {
            body.Allocates(
                AllocationFamily.Array,
                $"the collection expression {type.ShortName()}",
                collection.Syntax,
                type is ITypeParameterSymbol open ? new TypeCondition(open, Structs: false) : null,
                SizeOf(collection, type, body.Symbols),
                ArrayAdvice.InsteadOfCollection);
        }
    }

    // Spreads are as long as what they spread.
    private static HeapSize? SizeOf(ICollectionExpressionOperation collection, ITypeSymbol type, KnownSymbols symbols)
    {
        if (collection.Elements.Any(e => e is ISpreadOperation))
        {
            return null;
        }

        var count = collection.Elements.Length;
        return type switch
        {
            IArrayTypeSymbol { ElementType: var element } =>
                new HeapSize.Array(element, count) { IsFilled = ArrayAdvice.IsFilled(element, collection.Elements) },
            INamedTypeSymbol { TypeArguments: [var element] } when KnownSymbols.Same(type, symbols.ImmutableArray) =>
                new HeapSize.Array(element, count) { IsFilled = ArrayAdvice.IsFilled(element, collection.Elements) },
            INamedTypeSymbol { TypeArguments: [var element] } when KnownSymbols.Same(type, symbols.List) || IsMutable(type) =>
                symbols.List is { } list ? new HeapSize.List(list, element, count) : null,
            _ => null,
        };
    }

    private static bool Allocates(ICollectionExpressionOperation collection, ITypeSymbol type, KnownSymbols symbols)
    {
        if (type is INamedTypeSymbol { TypeArguments: [var element] } span
            && (KnownSymbols.Same(type, symbols.Span) || KnownSymbols.Same(type, symbols.ReadOnlySpan)))
        {
            return SpanAllocates(collection, element, isReadOnly: KnownSymbols.Same(span, symbols.ReadOnlySpan), symbols);
        }

        if (type is IArrayTypeSymbol || KnownSymbols.Same(type, symbols.ImmutableArray))
        {
            return !collection.Elements.IsEmpty;
        }

        // A builder method makes the object, or not: that is the callee's effect. The span it is handed is made here.
        if (collection.ConstructMethod is { MethodKind: MethodKind.Ordinary } builder)
        {
            return builder.Parameters.Select(p => p.Type).OfType<INamedTypeSymbol>().LastOrDefault(t => KnownSymbols.Same(t, symbols.ReadOnlySpan)) is { } items
                && SpanAllocates(collection, items.TypeArguments[0], isReadOnly: true, symbols);
        }

        return type switch
        {
            // The read-only interfaces share one empty array; the mutable ones always get a list of their own.
            { TypeKind: TypeKind.Interface } when IsMutable(type) => true,
            { TypeKind: TypeKind.Interface } => !collection.Elements.IsEmpty,
            // `new T()`, and `Add`.
            ITypeParameterSymbol { IsValueType: false } => true,
            { IsReferenceType: true } => true,
            _ => false,
        };
    }

    private static bool IsMutable(ITypeSymbol type) => type.OriginalDefinition.SpecialType is
        SpecialType.System_Collections_Generic_ICollection_T or SpecialType.System_Collections_Generic_IList_T;

    private static bool SpanAllocates(
        ICollectionExpressionOperation collection, ITypeSymbol element, bool isReadOnly, KnownSymbols symbols)
    {
        var elements = collection.Elements;
        if (elements.IsEmpty || (isReadOnly && ConstantData.IsBlittable(element) && elements.All(ConstantData.IsConstant)))
        {
            return false;
        }

        return !symbols.HasInlineArrays || elements.Any(e => e is ISpreadOperation);
    }
}
