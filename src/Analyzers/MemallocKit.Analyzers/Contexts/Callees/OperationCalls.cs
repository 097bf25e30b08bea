// The methods that one operation calls, those that the compiler inserts included.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Callees;

/// <summary>As the effect engine finds them, for rules that need the operation beside the call.</summary>
/// <param name="function">The member that the operations are of.</param>
/// <param name="roots">What it consists of.</param>
/// <param name="symbols">The types that are known by name.</param>
internal sealed class OperationCalls(ISymbol function, ImmutableArray<IOperation> roots, KnownSymbols symbols)
{
    private readonly ArgumentFacts _facts = new(roots, fields: null);

    /// <summary>The calls with what they name: of a virtual member, the declaration.</summary>
    public ImmutableArray<Call> Written(IOperation operation)
    {
        if (!MayCall(operation))
        {
            return [];
        }

        var body = new BodyBuilder(function, symbols, CaptureMap.Empty, _facts);
        CallSites.Find(operation, body);
        InsertedCalls.Find(operation, body);
        return body.ToBody().Calls;
    }

    /// <summary>The methods whose bodies certainly run.</summary>
    public IEnumerable<(IMethodSymbol Callee, Location Location)> Of(IOperation operation)
    {
        foreach (var call in Written(operation))
        {
            var body = call.Dispatch switch
            {
                Dispatch.Direct => call.Callee,
                Dispatch.Virtual when call.Receiver is { Kind: PassedKind.Exact, Symbol: ITypeSymbol type } && Receivers.ImplementationIn(type, call.Target) is { } found => Effects.Callees.Normalize(found),
                _ => null,
            };
            if (body is { IsAbstract: false, IsExtern: false })
            {
                yield return (body, call.Location);
            }
        }
    }

    // Asked of every operation, so what cannot call is told by its kind.
    private static bool MayCall(IOperation operation) => operation switch
    {
        IInvocationOperation or IPropertyReferenceOperation or IImplicitIndexerReferenceOperation or IEventAssignmentOperation or IForEachLoopOperation
            or IDeconstructionAssignmentOperation or IListPatternOperation or ISlicePatternOperation or IUsingOperation or IUsingDeclarationOperation => true,
        IObjectCreationOperation creation => creation.Type is { IsValueType: true },
        IConversionOperation conversion => conversion.OperatorMethod is not null,
        IBinaryOperation binary => binary.OperatorMethod is not null,
        IUnaryOperation unary => unary.OperatorMethod is not null,
        IIncrementOrDecrementOperation increment => increment.OperatorMethod is not null,
        ICompoundAssignmentOperation compound => compound.OperatorMethod is not null,
        ICollectionExpressionOperation collection => collection.ConstructMethod is not null,
        IRecursivePatternOperation pattern => pattern.DeconstructSymbol is not null,
        _ => operation.Parent?.Syntax != operation.Syntax && operation.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.FixedStatementSyntax,
    };
}
