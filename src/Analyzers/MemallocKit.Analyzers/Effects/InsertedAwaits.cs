// Calls that `await` and `await foreach` make: of the pattern's own methods, where they are of this compilation.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// They stand in async functions, which are reported for their state machines; awaiters of the framework belong to that. What
/// somebody wrote himself is followed as other calls are.
/// </summary>
internal static class InsertedAwaits
{
    public static void Find(IAwaitOperation wait, BodyBuilder body)
    {
        if (wait is { Syntax: AwaitExpressionSyntax syntax, SemanticModel: { } model })
        {
            Add(model.GetAwaitExpressionInfo(syntax), syntax, body);
        }
    }

    public static void FindEnumeration(IForEachLoopOperation loop, BodyBuilder body)
    {
        if (loop is not { Syntax: CommonForEachStatementSyntax syntax, SemanticModel: { } model })
        {
            return;
        }

        var info = model.GetForEachStatementInfo(syntax);
        body.CallsOwn(info.GetEnumeratorMethod, syntax.Expression, loop.Collection);
        body.CallsOwn(info.MoveNextMethod, syntax.Expression);
        body.CallsOwn(info.CurrentProperty?.GetMethod, syntax.Expression);
        body.CallsOwn(info.DisposeMethod, syntax.Expression);
    }

    private static void Add(AwaitExpressionInfo info, SyntaxNode at, BodyBuilder body)
    {
        body.CallsOwn(info.GetAwaiterMethod, at);
        body.CallsOwn(info.IsCompletedProperty?.GetMethod, at);
        body.CallsOwn(info.GetResultMethod, at);
    }
}
