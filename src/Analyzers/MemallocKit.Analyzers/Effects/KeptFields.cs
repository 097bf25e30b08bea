// Fields that stay filled once they are: nothing but their own object can empty them, and nothing does.
using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// Private fields of classes, static private fields, and properties of their own storage with a private setter or none, of which every
/// assignment in their type gives an object. What constructors and <c>Dispose</c> do is before and after. Thread-safe.
/// </summary>
internal sealed class KeptFields(Compilation compilation)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    public bool Includes(ISymbol member) => _known.GetOrAdd(member.OriginalDefinition, Decide);

    /// <summary>The value is not null: made here, or by what promises to.</summary>
    public static bool IsObject(IOperation? value) => value switch
    {
        null => false,
        IObjectCreationOperation or IArrayCreationOperation or IAnonymousObjectCreationOperation or IDelegateCreationOperation
            or ICollectionExpressionOperation or IThrowOperation or IInstanceReferenceOperation or IWithOperation => true,
        { ConstantValue.HasValue: true } => value.ConstantValue.Value is not null,
        IParenthesizedOperation { Operand: var inner } => IsObject(inner),
        IConversionOperation { OperatorMethod: null, IsTryCast: false, Operand: var inner } => IsObject(inner),
        ICoalesceOperation { WhenNull: var last } => IsObject(last),
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsObject(choice.WhenTrue) && IsObject(otherwise),
        ISimpleAssignmentOperation { Value: var assigned } => IsObject(assigned),
        ILocalReferenceOperation { Local: var local, SemanticModel: { } model } when IsObject(local, model) => true,
        _ => value.SemanticModel?.GetTypeInfo(value.Syntax).Nullability.FlowState == NullableFlowState.NotNull,
    };

    // A local that is given its value once.
    private static bool IsObject(ILocalSymbol local, SemanticModel model) =>
        local.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value, Parent.Parent.Parent: { } scope }
        && IsObject(FieldUses.ValueOf(value, model))
        && !scope.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == local.Name && FieldUses.Of(n) is not null);

    private bool Decide(ISymbol member)
    {
        if (member is not { DeclaringSyntaxReferences.IsEmpty: false, ContainingType: { } type } || !(member.IsStatic || type.TypeKind == TypeKind.Class))
        {
            return false;
        }

        var isOwn = member switch
        {
            IFieldSymbol field => field is { DeclaredAccessibility: Accessibility.Private, Type.IsValueType: false } && !IsOfThread(field),
            IPropertySymbol property => property is { IsVirtual: false, IsOverride: false, IsAbstract: false, Type.IsValueType: false, SetMethod: null or { DeclaredAccessibility: Accessibility.Private } }
                && type.GetMembers().Any(m => m is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property)),
            _ => false,
        };
        return isOwn && !IsEmptied(member, type);
    }

    // Each thread has its own, and has to fill it.
    private static bool IsOfThread(IFieldSymbol field) =>
        field.GetAttributes().Any(a => a.AttributeClass is { Name: "ThreadStaticAttribute", ContainingNamespace.Name: "System" });

    private bool IsEmptied(ISymbol member, INamedTypeSymbol type)
    {
        while (type.ContainingType is { } outer)
        {
            type = outer;
        }

        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            SemanticModel? model = null;
            foreach (var name in reference.GetSyntax().DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (name.Identifier.ValueText == member.Name && FieldUses.Of(name) is { } use
                    && SymbolEqualityComparer.Default.Equals((model ??= compilation.GetSemanticModel(name.SyntaxTree)).GetSymbolInfo(name).Symbol?.OriginalDefinition, member)
                    && Empties(use, model))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Empties(SyntaxNode use, SemanticModel model) => use switch
    {
        AssignmentExpressionSyntax assignment when assignment.Kind() is SyntaxKind.SimpleAssignmentExpression or SyntaxKind.CoalesceAssignmentExpression =>
            !IsObject(FieldUses.ValueOf(assignment.Right, model)) && !IsBeforeOrAfter(assignment),
        ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: not AssignmentExpressionSyntax } } => false,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument => !Fills(call, model) && !argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword),
        _ => true,
    };

    private static bool Fills(InvocationExpressionSyntax call, SemanticModel model) =>
        model.GetOperation(call) is IInvocationOperation { TargetMethod: { ContainingType: { ContainingNamespace.Name: "Threading" } type } method } operation
        && (type.Name, method.Name) switch
        {
            ("Volatile", "Read") => true,
            ("LazyInitializer", "EnsureInitialized") => true,
            ("Interlocked", "CompareExchange") => operation.Arguments is [_, var value, _] && IsObject(value.Value),
            ("Volatile", "Write") or ("Interlocked", "Exchange") => operation.Arguments is [_, var value] && IsObject(value.Value),
            _ => false,
        };

    private static bool IsBeforeOrAfter(SyntaxNode node) => node.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
    {
        ConstructorDeclarationSyntax or DestructorDeclarationSyntax => true,
        MethodDeclarationSyntax { Identifier.ValueText: "Dispose" or "DisposeAsync" } => true,
        _ => false,
    };
}
