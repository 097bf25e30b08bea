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
                Invocations.Find(call, body);
                break;
            case IFunctionPointerInvocationOperation pointer:
                body.Calls(pointer.GetFunctionPointerSignature(), pointer.Syntax, Dispatch.Delegate, pointer.Target);
                break;
            // A class is reported for its `new` already; what its constructor adds would be a second report there.
            case IObjectCreationOperation creation:
                Invocations.Find(creation, body);
                break;
            case IPropertyReferenceOperation property:
                FindAccessors(property, body);
                break;
            case IImplicitIndexerReferenceOperation indexer:
                FindMember(indexer.LengthSymbol, indexer.Instance, indexer.Syntax, body);
                FindMember(indexer.IndexerSymbol, indexer.Instance, indexer.Syntax, body);
                break;
            case IEventAssignmentOperation { EventReference: IEventReferenceOperation { Event: var e } } assignment:
                body.Calls(assignment.Adds ? e.AddMethod : e.RemoveMethod, assignment.Syntax, Receivers.DispatchOf(e.AddMethod, null));
                break;
            case IConversionOperation conversion:
                body.CallsStatic(conversion.OperatorMethod, conversion.Syntax, conversion.ConstrainedToType);
                break;
            case IBinaryOperation binary:
                body.CallsStatic(binary.OperatorMethod, binary.Syntax, binary.ConstrainedToType);
                break;
            case IUnaryOperation unary:
                body.CallsStatic(unary.OperatorMethod, unary.Syntax, unary.ConstrainedToType);
                break;
            case IIncrementOrDecrementOperation increment:
                body.CallsStatic(increment.OperatorMethod, increment.Syntax, increment.ConstrainedToType);
                break;
            case ICompoundAssignmentOperation compound:
                body.CallsStatic(compound.OperatorMethod, compound.Syntax, compound.ConstrainedToType);
                body.Calls(compound.InConversion.MethodSymbol, compound.Syntax);
                body.Calls(compound.OutConversion.MethodSymbol, compound.Syntax);
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
            case IRecursivePatternOperation { DeconstructSymbol: IMethodSymbol deconstruct } pattern:
                body.Calls(deconstruct, pattern.Syntax);
                break;
            case IListPatternOperation list:
                FindMember(list.LengthSymbol, null, list.Syntax, body);
                FindMember(list.IndexerSymbol, null, list.Syntax, body);
                break;
            case ISlicePatternOperation slice:
                FindMember(slice.SliceSymbol, null, slice.Syntax, body);
                break;
            case IAwaitOperation wait:
                InsertedAwaits.Find(wait, body);
                break;
            case IUsingOperation use:
                FindDispose(use.Resources, use.IsAsynchronous, body);
                break;
            case IUsingDeclarationOperation use:
                FindDispose(use.DeclarationGroup, use.IsAsynchronous, body);
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
        if (reads || reference.Property.ReturnsByRef || reference.Property.ReturnsByRefReadonly)
        {
            Accessor(reference.Property.GetMethod);
        }

        if (writes)
        {
            Accessor(reference.Property.SetMethod);
        }

        void Accessor(IMethodSymbol? accessor)
        {
            if (accessor is { IsStatic: true })
            {
                body.CallsStatic(accessor, reference.Syntax, reference.ConstrainedToType);
            }
            else
            {
                body.Calls(accessor, reference.Syntax, Receivers.DispatchOf(accessor, reference.Instance), reference.Instance);
            }
        }
    }

    private static void FindMember(ISymbol? member, IOperation? receiver, SyntaxNode at, BodyBuilder body)
    {
        // Arrays and strings have instructions of their own, and the range of a string is a family's.
        if (member is { ContainingType.SpecialType: SpecialType.System_Array or SpecialType.System_String })
        {
            return;
        }

        var method = member as IMethodSymbol ?? (member as IPropertySymbol)?.GetMethod;
        body.Calls(method, at, Receivers.DispatchOf(method, receiver), receiver);
    }

    private static void FindEnumeration(IForEachLoopOperation loop, BodyBuilder body)
    {
        if (loop.IsAsynchronous)
        {
            InsertedAwaits.FindEnumeration(loop, body);
            return;
        }

        if (loop is { Syntax: CommonForEachStatementSyntax { Expression: var items } each, SemanticModel: { } bound })
        {
            body.Calls(bound.GetForEachStatementInfo(each).ElementConversion.MethodSymbol, items);
        }

        // Arrays and strings are counted through, whatever their enumerators are.
        if (loop is not { Syntax: CommonForEachStatementSyntax syntax, SemanticModel: { } model }
            || model.GetTypeInfo(syntax.Expression).Type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String })
        {
            return;
        }

        var info = model.GetForEachStatementInfo(syntax);
        var collection = loop.Collection;
        body.Calls(info.GetEnumeratorMethod, syntax.Expression, Receivers.DispatchOf(info.GetEnumeratorMethod, collection), collection);
        foreach (var method in new[] { info.MoveNextMethod, info.CurrentProperty?.GetMethod, info.DisposeMethod })
        {
            // Of the enumerator nothing is known but its type.
            var called = method is null ? null : Receivers.ImplementationIn(info.GetEnumeratorMethod?.ReturnType, method) ?? method;
            body.Calls(called, syntax.Expression, Receivers.DispatchOf(called, null));
        }
    }

    private static void FindDispose(IOperation resources, bool awaits, BodyBuilder body)
    {
        var declarators = resources is IVariableDeclarationGroupOperation group
            ? group.Declarations.SelectMany(d => d.Declarators).ToList()
            : null;
        var type = declarators is [{ Symbol.Type: var declared }, ..] ? declared : resources.Type;
        if (awaits)
        {
            body.CallsOwn(Receivers.DisposeOf(type, "DisposeAsync"), resources.Syntax);
        }
        else if (Receivers.DisposeOf(type, "Dispose") is { } dispose)
        {
            // What it is made of says which of them it is.
            var receiver = declarators is [var only] ? only.GetVariableInitializer()?.Value : declarators is null ? resources : null;
            body.Calls(dispose, resources.Syntax, Receivers.DispatchOf(dispose, null), receiver);
        }
    }
}
