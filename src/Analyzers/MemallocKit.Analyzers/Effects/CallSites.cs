// Which methods an operation calls, including the calls that the compiler inserts.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

internal static class CallSites
{
    public static void Find(IOperation operation, BodyBuilder body)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                body.Calls(call.TargetMethod, call.Syntax);
                break;
            // A class is reported for its `new` already; what its constructor adds would be a second report there.
            case IObjectCreationOperation { Type.IsValueType: true } creation:
                body.Calls(creation.Constructor, creation.Syntax);
                break;
            case IPropertyReferenceOperation property:
                FindAccessors(property, body);
                break;
            case IConversionOperation conversion:
                body.Calls(conversion.OperatorMethod, conversion.Syntax);
                break;
            case IBinaryOperation binary:
                body.Calls(binary.OperatorMethod, binary.Syntax);
                break;
            case IUnaryOperation unary:
                body.Calls(unary.OperatorMethod, unary.Syntax);
                break;
            case IIncrementOrDecrementOperation increment:
                body.Calls(increment.OperatorMethod, increment.Syntax);
                break;
            case ICompoundAssignmentOperation compound:
                body.Calls(compound.OperatorMethod, compound.Syntax);
                break;
            case ICollectionExpressionOperation collection:
                body.Calls(collection.ConstructMethod, collection.Syntax);
                break;
            case IForEachLoopOperation loop:
                FindEnumeration(loop, body);
                break;
            case IDeconstructionAssignmentOperation { Syntax: AssignmentExpressionSyntax syntax } deconstruction:
                body.Calls(deconstruction.SemanticModel?.GetDeconstructionInfo(syntax).Method, syntax);
                break;
            case IUsingOperation use:
                FindDispose(use.Resources, body);
                break;
            case IUsingDeclarationOperation use:
                FindDispose(use.DeclarationGroup, body);
                break;
        }
    }

    private static void FindAccessors(IPropertyReferenceOperation reference, BodyBuilder body)
    {
        var (reads, writes) = reference.Parent switch
        {
            ISimpleAssignmentOperation assignment when assignment.Target == reference => (false, true),
            ICompoundAssignmentOperation compound when compound.Target == reference => (true, true),
            ICoalesceAssignmentOperation coalesce when coalesce.Target == reference => (true, true),
            IIncrementOrDecrementOperation => (true, true),
            _ => (true, false),
        };
        if (reads || reference.Property.ReturnsByRef)
        {
            body.Calls(reference.Property.GetMethod, reference.Syntax);
        }

        if (writes)
        {
            body.Calls(reference.Property.SetMethod, reference.Syntax);
        }
    }

    private static void FindEnumeration(IForEachLoopOperation loop, BodyBuilder body)
    {
        if (loop is { Syntax: CommonForEachStatementSyntax syntax, SemanticModel: { } model })
        {
            var info = model.GetForEachStatementInfo(syntax);
            body.Calls(info.GetEnumeratorMethod, syntax.Expression);
            body.Calls(info.MoveNextMethod, syntax.Expression);
            body.Calls(info.CurrentProperty?.GetMethod, syntax.Expression);
            body.Calls(info.DisposeMethod, syntax.Expression);
        }
    }

    private static void FindDispose(IOperation resources, BodyBuilder body)
    {
        var type = resources is IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [var first, ..] }, ..] }
            ? first.Symbol.Type
            : resources.Type;
        foreach (var member in type?.GetMembers("Dispose") ?? [])
        {
            if (member is IMethodSymbol { Parameters.IsEmpty: true, IsStatic: false } dispose)
            {
                body.Calls(dispose, resources.Syntax);
            }
        }
    }
}
