// Calls that the compiler inserts for the elements of tuples: conversions of one tuple to another, and operators of those that are compared.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

/// <summary>Operations show them for tuples that are written out, and for no others.</summary>
internal static class TupleCalls
{
    public static void Find(IOperation operation, BodyBuilder body)
    {
        switch (operation)
        {
            case IConversionOperation { Operand: not ITupleOperation, Type: { } to, Operand.Type: { } from } conversion
                when AsTuple(from) is { } source && AsTuple(to) is { } target && Compilation(conversion) is { } compilation:
                AddConversions(source, target, conversion.Syntax, compilation, body);
                break;
            case ITupleBinaryOperation comparison when Compilation(comparison) is { } compilation:
                var name = comparison.OperatorKind == BinaryOperatorKind.Equals ? WellKnownMemberNames.EqualityOperatorName : WellKnownMemberNames.InequalityOperatorName;
                AddOperators(comparison.LeftOperand.Type, comparison.RightOperand.Type, name, comparison.Syntax, compilation, body);
                break;
        }
    }

    private static CSharpCompilation? Compilation(IOperation operation) => operation.SemanticModel?.Compilation as CSharpCompilation;

    private static void AddConversions(INamedTypeSymbol from, INamedTypeSymbol to, SyntaxNode at, CSharpCompilation compilation, BodyBuilder body)
    {
        for (var i = 0; i < Math.Min(from.TupleElements.Length, to.TupleElements.Length); i++)
        {
            if (AsTuple(from.TupleElements[i].Type) is { } inner && AsTuple(to.TupleElements[i].Type) is { } target)
            {
                AddConversions(inner, target, at, compilation, body);
            }
            else
            {
                body.Calls(compilation.ClassifyConversion(from.TupleElements[i].Type, to.TupleElements[i].Type).MethodSymbol, at);
            }
        }
    }

    private static void AddOperators(ITypeSymbol? left, ITypeSymbol? right, string name, SyntaxNode at, CSharpCompilation compilation, BodyBuilder body)
    {
        if (AsTuple(left) is { } tuple && AsTuple(right) is { } other)
        {
            for (var i = 0; i < Math.Min(tuple.TupleElements.Length, other.TupleElements.Length); i++)
            {
                AddOperators(tuple.TupleElements[i].Type, other.TupleElements[i].Type, name, at, compilation, body);
            }
        }
        else if (left is not null && right is not null)
        {
            var (first, second) = (WithoutNullable(left), WithoutNullable(right));
            var found = Operators(first, name).Concat(Operators(second, name)).FirstOrDefault(
                o => compilation.HasImplicitConversion(first, o.Parameters[0].Type) && compilation.HasImplicitConversion(second, o.Parameters[1].Type));
            body.Calls(found, at);
        }
    }

    private static INamedTypeSymbol? AsTuple(ITypeSymbol? type) =>
        type is not null && WithoutNullable(type) is INamedTypeSymbol { IsTupleType: true } tuple ? tuple : null;

    private static ITypeSymbol WithoutNullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } ? value : type;

    // Of strings, numbers and delegates the compiler has its own.
    private static IEnumerable<IMethodSymbol> Operators(ITypeSymbol operand, string name)
    {
        for (ITypeSymbol? t = operand; t is { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct }; t = t.BaseType)
        {
            foreach (var member in t.GetMembers(name))
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator, Parameters.Length: 2 } method)
                {
                    yield return method;
                }
            }
        }
    }
}
