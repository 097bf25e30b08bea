// The initializers of fields are compiled into the constructors: there, a primary constructor's parameters are variables like others.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// Code that is handed over a piece at a time, and compiled as one: the call of the base and the initializers of a type with a primary
/// constructor share one closure, which the first of them that captures a parameter is charged with.
/// </summary>
internal static class ConstructorCaptures
{
    /// <summary>The captures of a member's blocks, and whether the closure of the member as a whole begins in them.</summary>
    public static CaptureMap Of(ISymbol member, ImmutableArray<IOperation> blocks, MemberBodies bodies, KnownSymbols symbols)
    {
        if (PrimaryConstructorOf(member.ContainingType) is not { Parameters.IsEmpty: false } constructor
            || !IsPart(constructor, member, blocks) || !blocks.Any(HasFunctions))
        {
            return CaptureMap.Create(member, blocks, symbols);
        }

        var others = bodies.Of(constructor).Where(o => !blocks.Any(b => Same(o, b))).ToList();
        var whole = CaptureMap.Create(constructor, [.. blocks, .. others], symbols);
        var isFirst = !others.Any(o => RunsBefore(o, blocks[0]) && CaptureMap.Create(constructor, [o], symbols).ClosureOf(constructor) is not null);
        return whole.For(member, isFirst && CaptureMap.Create(constructor, blocks, symbols).ClosureOf(constructor) is not null ? constructor : null);
    }

    private static bool IsPart(IMethodSymbol constructor, ISymbol member, ImmutableArray<IOperation> blocks) =>
        SymbolEqualityComparer.Default.Equals(constructor, member) || (!member.IsStatic && blocks is [ISymbolInitializerOperation]);

    private static IMethodSymbol? PrimaryConstructorOf(INamedTypeSymbol? type) => type?.InstanceConstructors
        .FirstOrDefault(c => c.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is TypeDeclarationSyntax);

    private static bool HasFunctions(IOperation block) => block.Descendants().Any(o => o is IAnonymousFunctionOperation);

    // The same code seen by another model.
    private static bool Same(IOperation one, IOperation other) =>
        one.Syntax.SyntaxTree == other.Syntax.SyntaxTree
        && (one.Syntax.Span == other.Syntax.Span || (one is not ISymbolInitializerOperation && other is not ISymbolInitializerOperation));

    // The base is called after the initializers, which stand in order.
    private static bool RunsBefore(IOperation one, IOperation other) =>
        one is ISymbolInitializerOperation
        && (other is not ISymbolInitializerOperation || one.Syntax.SyntaxTree != other.Syntax.SyntaxTree || one.Syntax.SpanStart < other.Syntax.SpanStart);
}
