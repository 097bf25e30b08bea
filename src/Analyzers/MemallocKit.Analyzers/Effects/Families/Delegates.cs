// Delegate objects that the compiler does not cache in a static field.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class Delegates
{
    public static void Find(IOperation operation, BodyBuilder body)
    {
        switch (operation)
        {
            case IDelegateCreationOperation creation:
                if (!Discards.IsUnused(creation) && Uncached(creation.Target, body.Captures) is { } what)
                {
                    body.Allocates(
                        AllocationFamily.Delegate,
                        what,
                        creation.Syntax.GetLocation(),
                        size: SizeOf(creation.Target),
                        instead: InsteadOf(creation.Target),
                        around: creation.Target is IAnonymousFunctionOperation);
                }

                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, Type.TypeKind: TypeKind.Delegate }:
            case ICompoundAssignmentOperation { Type.TypeKind: TypeKind.Delegate }:
                body.Allocates(AllocationFamily.Delegate, "combining delegates", operation.Syntax, instead: "combine them before the scope, or call them one by one");
                break;
            case IEventAssignmentOperation { EventReference: IEventReferenceOperation { Event: var e } } when IsFieldLike(e):
                body.Allocates(AllocationFamily.Delegate, $"changing the subscribers of '{e.Name}'", operation.Syntax, instead: "subscribe before the scope");
                break;
        }
    }

    private static string? Uncached(IOperation target, CaptureMap captures) => target switch
    {
        IAnonymousFunctionOperation lambda when captures.Captures(lambda.Symbol) => "the delegate of a capturing lambda",
        IAnonymousFunctionOperation => StaticInitializers.Contain(target) ? "the delegate of a lambda in a static initializer" : null,
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local } when captures.Captures(local) =>
            $"the delegate for '{local.Name}'",
        IMethodReferenceOperation { Method: { IsStatic: true }, Instance: null } when IsKept(target) => null,
        IMethodReferenceOperation { Method: var method, Instance.Type.IsValueType: true } =>
            $"the delegate for '{method.Name}', with its boxed receiver,",
        IMethodReferenceOperation { Method: var method } => $"the delegate for '{method.Name}'",
        IInvalidOperation => null,
        _ => "the delegate that wraps another",
    };

    // A struct as the receiver of a method group is boxed.
    private static HeapSize? SizeOf(IOperation target) =>
        target is IMethodReferenceOperation { Instance.Type.IsValueType: true } ? null : HeapSize.Delegate;

    private static string? InsteadOf(IOperation target) => target switch
    {
        IAnonymousFunctionOperation when StaticInitializers.Contain(target) => null,
        IAnonymousFunctionOperation => "pass what the lambda captures as an argument to a static lambda, or keep the delegate in a field made before the scope",
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction, Name: var name } } => $"call '{name}' instead of passing it, or make it static",
        IMethodReferenceOperation { Method: { IsStatic: false, Name: var name } } => $"keep the delegate in a field made before the scope, or make '{name}' static and pass the object",
        _ => null,
    };

    // Method groups are kept in a static field since C# 11, but not by code that runs once, lambdas in it included, nor by `new D(M)`.
    private static bool IsKept(IOperation target) =>
        target.Parent?.Syntax is not BaseObjectCreationExpressionSyntax
        && target.Syntax.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp11 }
        && !StaticInitializers.Surround(target);

    // The accessors of an event without a body call Delegate.Combine and Delegate.Remove.
    private static bool IsFieldLike(IEventSymbol e) =>
        (e.PartialImplementationPart ?? e) is { IsAbstract: false, AddMethod: { IsImplicitlyDeclared: true }, Locations: [{ IsInSource: true }, ..] };
}
