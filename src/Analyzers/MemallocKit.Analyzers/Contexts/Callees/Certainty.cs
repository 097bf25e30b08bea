// Whether an operation runs whenever the function around it does.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Callees;

internal sealed class Certainty(ImmutableArray<IOperation> roots)
{
    private readonly Lazy<int> _firstEnd = new(() => roots.SelectMany(r => r.DescendantsAndSelf()).Where(o => o is IReturnOperation or IThrowOperation)
        .Select(o => o.Syntax.Span.End).DefaultIfEmpty(int.MaxValue).Min());

    /// <summary>True when nothing around it decides, and nothing before it leaves.</summary>
    public bool Of(IOperation operation)
    {
        for (var child = operation; child.Parent is { } parent && !roots.Contains(child); child = parent)
        {
            var isCertain = parent switch
            {
                IConditionalOperation conditional => conditional.Condition == child,
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary => binary.LeftOperand == child,
                ICoalesceOperation coalesce => coalesce.Value == child,
                IConditionalAccessOperation access => access.Operation == child,
                ITryOperation tried => tried.Body == child || tried.Finally == child,
                ISwitchOperation switched => switched.Value == child,
                ISwitchExpressionOperation switched => switched.Value == child,
                ILoopOperation or ICatchClauseOperation or ISwitchCaseOperation or ISwitchExpressionArmOperation or ICoalesceAssignmentOperation
                    or IAnonymousFunctionOperation => false,
                _ => true,
            };
            if (!isCertain)
            {
                return false;
            }
        }

        return operation.Syntax.SpanStart < _firstEnd.Value;
    }
}
