// Calls that no operation shows: of the base constructor, by deconstruction inside another or in a loop, by `fixed`, and by `lock`.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

internal static class InsertedCalls
{
    /// <summary>The constructor of the base class, where the source does not name it.</summary>
    public static void Enter(ISymbol member, BodyBuilder body)
    {
        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { TypeKind: TypeKind.Class, BaseType: { } parent } } constructor
            && constructor.DeclaringSyntaxReferences is [var reference, ..] && CallsBaseSilently(reference.GetSyntax()) is { } at)
        {
            body.Calls(
                parent.InstanceConstructors.Where(c => c.Parameters.All(p => p.IsOptional || p.IsParams)).OrderBy(c => c.Parameters.Length).FirstOrDefault(),
                at);
        }
    }

    public static void Find(IOperation operation, BodyBuilder body)
    {
        switch (operation)
        {
            case IForEachLoopOperation { Syntax: ForEachVariableStatementSyntax loop, SemanticModel: { } model }:
                AddDeconstruction(model.GetDeconstructionInfo(loop), loop.Expression, body, isNested: true);
                break;
            // The outermost is called where the assignment stands, as an operation like others.
            case IDeconstructionAssignmentOperation { Syntax: AssignmentExpressionSyntax assignment, SemanticModel: { } model }:
                AddDeconstruction(model.GetDeconstructionInfo(assignment), assignment, body, isNested: false, converts: assignment.Right is not TupleExpressionSyntax);
                break;
            case { Syntax: FixedStatementSyntax @fixed, SemanticModel: { } model } when operation.Parent?.Syntax != @fixed:
                AddPins(@fixed, model, body);
                break;
            // On any other object it is Monitor, which makes nothing managed. Here, the first thread that has to wait makes an object to wait on.
            case ILockOperation { LockedValue: { Type: INamedTypeSymbol { Name: "Lock" } gate } locked } when KnownSymbols.Same(gate, body.Symbols.Lock):
                body.Calls(gate.GetMembers("EnterScope").OfType<IMethodSymbol>().FirstOrDefault(), locked.Syntax);
                break;
        }
    }

    private static SyntaxNode? CallsBaseSilently(SyntaxNode constructor) => constructor switch
    {
        ConstructorDeclarationSyntax { Initializer: null } written => written.ParameterList,
        TypeDeclarationSyntax { ParameterList: { } parameters, BaseList: var bases }
            when bases?.Types.Any(t => t is PrimaryConstructorBaseTypeSyntax) != true => parameters,
        _ => null,
    };

    // The elements of a tuple that is written out are operations, with their conversions.
    private static void AddDeconstruction(DeconstructionInfo info, SyntaxNode at, BodyBuilder body, bool isNested, bool converts = true)
    {
        if (isNested)
        {
            body.Calls(info.Method, at);
        }

        if (converts)
        {
            body.Calls(info.Conversion?.MethodSymbol, at);
        }

        foreach (var nested in info.Nested)
        {
            AddDeconstruction(nested, at, body, isNested: true, converts);
        }
    }

    private static void AddPins(FixedStatementSyntax statement, SemanticModel model, BodyBuilder body)
    {
        foreach (var variable in statement.Declaration.Variables)
        {
            if (variable.Initializer is not { Value: { } value })
            {
                continue;
            }

            for (var type = model.GetTypeInfo(value).Type; type is not null; type = type.BaseType)
            {
                if (type.GetMembers("GetPinnableReference").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.IsEmpty) is { } pin)
                {
                    body.Calls(pin, value);
                    break;
                }
            }
        }
    }
}
