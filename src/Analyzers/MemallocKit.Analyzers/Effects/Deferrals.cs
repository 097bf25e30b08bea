// Scopes that run what their parameters hold, and of which the compilation has every call: they are judged for each call.
using System.Collections.Concurrent;
using MemallocKit.Analyzers.Scopes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// Only what nobody else can call, neither another assembly nor a virtual or interface call, and only where the whole body is the scope: one that enters a
/// context itself runs the delegate in the emergency whoever calls it. Thread-safe.
/// </summary>
internal sealed class Deferrals(Compilation compilation, KnownSymbols symbols, BodyCache bodies)
{
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _can = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _called = new(SymbolEqualityComparer.Default);
    private readonly Lazy<bool> _hasFriends = new(() => compilation.Assembly.GetAttributes().Any(
        static a => a.AttributeClass is { Name: "InternalsVisibleToAttribute", ContainingNamespace.Name: "CompilerServices" }));

    /// <summary>The calls of a scope are judged for what they pass.</summary>
    public bool IsLeftToCallers(IMethodSymbol method) => _can.GetOrAdd(method, Decide);

    /// <summary>And there are such calls: with none, nobody would judge it.</summary>
    public bool HasCallers(ISymbol function) =>
        function is IMethodSymbol method && Callees.Normalize(method) is var definition && IsLeftToCallers(definition) && _called.GetOrAdd(definition, IsCalled);

    private bool Decide(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction, IsVirtual: false, IsAbstract: false, IsOverride: false, IsExtern: false, DeclaringSyntaxReferences.IsEmpty: false }
        && (method.MethodKind == MethodKind.LocalFunction || (IsInternal(method) && !Implements(method)))
        && (Generics.ParametersOf(method).Length > 0 || method.Parameters.Any(static p => CanRunCode(p.Type)))
        && bodies.Of(method).Calls.Any(static c => c.DependsOnCaller)
        && !bodies.OperationsOf(method).Any(EntersContext);

    private static bool CanRunCode(ITypeSymbol type) => type is { TypeKind: TypeKind.Delegate or TypeKind.FunctionPointer or TypeKind.Interface } or { TypeKind: TypeKind.Class, IsSealed: false };

    private bool IsInternal(IMethodSymbol method)
    {
        var isInternal = false;
        for (ISymbol? symbol = method; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility == Accessibility.Private || symbol is INamedTypeSymbol { IsFileLocal: true })
            {
                return true;
            }

            isInternal |= symbol.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal;
        }

        return isInternal && !_hasFriends.Value;
    }

    private static bool Implements(IMethodSymbol method) => method.ContainingType.AllInterfaces.Any(i => i.GetMembers(method.Name).Any(
        m => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method)));

    private bool EntersContext(IOperation root) => root.DescendantsAndSelf().Any(o => o switch
    {
        IUsingOperation use => symbols.IsContext(use.Resources.Type),
        IVariableDeclaratorOperation declarator => symbols.IsContext(declarator.Symbol.Type),
        _ => false,
    });

    private bool IsCalled(IMethodSymbol method)
    {
        var own = method.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).ToList();
        foreach (var place in PlacesOfCalls(method))
        {
            SemanticModel? model = null;
            foreach (var call in place.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (NameOf(call.Expression) == method.Name && !own.Exists(call.Ancestors().Contains)
                    && (model ??= compilation.GetSemanticModel(place.SyntaxTree)).GetSymbolInfo(call).Symbol is IMethodSymbol called
                    && SymbolEqualityComparer.Default.Equals(Callees.Normalize(called), method))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private IEnumerable<SyntaxNode> PlacesOfCalls(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction ? method.ContainingMember().DeclaringSyntaxReferences.Select(r => r.GetSyntax())
        : method.DeclaredAccessibility == Accessibility.Private ? method.ContainingType.DeclaringSyntaxReferences.Select(r => r.GetSyntax())
        : SourceScan.TreesWith(compilation, method.Name).Select(t => t.GetRoot());

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
