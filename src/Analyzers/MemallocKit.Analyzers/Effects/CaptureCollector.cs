// One pass over a member that finds captures; the fixed point over local functions follows it.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

internal sealed class CaptureCollector(ISymbol member, KnownSymbols symbols)
{
    private readonly Dictionary<ISymbol, IOperation> _scopes = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation> _operations = new(SymbolEqualityComparer.Default);

    public Dictionary<IMethodSymbol, CapturingFunction> Functions { get; } = new(SymbolEqualityComparer.Default);

    public void Visit(IOperation root)
    {
        var pending = new Stack<(IOperation Operation, ImmutableStack<CapturingFunction> Inside)>();
        pending.Push((root, ImmutableStack<CapturingFunction>.Empty));
        while (pending.Count > 0)
        {
            var (operation, inside) = pending.Pop();
            // What leaves no code captures nothing: `nameof(Member)` in a static lambda is legal.
            if (NotEmitted.Includes(operation, symbols))
            {
                continue;
            }

            RecordLocals(operation);
            if (NestedFunction(operation) is { } function)
            {
                _operations[function] = operation;
                inside = inside.Push(FunctionOf(function));
            }
            else
            {
                Record(operation, inside);
            }

            foreach (var child in operation.ChildOperations)
            {
                pending.Push((child, inside));
            }
        }
    }

    /// <summary>Calling a local function needs its environment: adds its captures to its callers' until nothing changes.</summary>
    public void FollowLocalFunctions()
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var function in Functions.Values)
            {
                foreach (var used in function.Uses)
                {
                    if (Functions.TryGetValue(used, out var target) && target != function)
                    {
                        changed |= Absorb(function, target);
                    }
                }
            }
        }
    }

    /// <summary>The closure objects, one a scope; fewer where the compiler optimises and joins them.</summary>
    public ImmutableArray<ClosureScope> Closures(bool optimised)
    {
        var environments = new Environments(member, _operations);
        foreach (var function in Functions.Values)
        {
            foreach (var variable in function.Variables)
            {
                environments.Capture(variable, _scopes.TryGetValue(variable, out var scope) ? scope : null, function);
            }

            if (function.CapturesThis)
            {
                environments.CaptureThis(function);
            }
        }

        environments.Link();
        if (optimised)
        {
            environments.Join();
        }

        return environments.ToClosures();
    }

    private static bool Absorb(CapturingFunction function, CapturingFunction target)
    {
        var changed = false;
        foreach (var variable in target.Variables)
        {
            changed |= !function.Declares(variable) && function.Variables.Add(variable);
        }

        if (target.CapturesThis && !function.CapturesThis)
        {
            function.CapturesThis = changed = true;
        }

        return changed;
    }

    private static IMethodSymbol? NestedFunction(IOperation operation) => operation switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => null,
    };

    private CapturingFunction FunctionOf(IMethodSymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        if (!Functions.TryGetValue(symbol, out var function))
        {
            Functions.Add(symbol, function = new CapturingFunction(symbol));
        }

        return function;
    }

    private void Record(IOperation operation, ImmutableStack<CapturingFunction> inside)
    {
        switch (operation)
        {
            case ILocalReferenceOperation { Local: { IsConst: false } local }:
                RecordVariable(local, inside);
                break;
            case IParameterReferenceOperation { Parameter: var parameter }:
                RecordVariable(parameter, inside);
                break;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                foreach (var function in inside)
                {
                    function.CapturesThis = true;
                }

                break;
            case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } target }:
                RecordUse(target, inside);
                break;
            case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } target }:
                RecordUse(target, inside);
                FunctionOf(target).NeedsObject = true;
                break;
        }
    }

    private void RecordVariable(ISymbol variable, ImmutableStack<CapturingFunction> inside)
    {
        // A primary constructor's parameter that a member uses outlives the constructor in a field of the object.
        var isField = variable is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } }
            && !type.GetMembers($"<{variable.Name}>P").IsEmpty;
        foreach (var function in inside)
        {
            if (isField)
            {
                function.CapturesThis = true;
            }
            else if (!function.Declares(variable))
            {
                function.Variables.Add(variable);
            }
        }
    }

    private void RecordUse(IMethodSymbol target, ImmutableStack<CapturingFunction> inside)
    {
        foreach (var function in inside)
        {
            function.Uses.Add(target.OriginalDefinition);
        }
    }

    private void RecordLocals(IOperation operation)
    {
        var locals = operation switch
        {
            IBlockOperation block when !IsWholeBody(block) => block.Locals,
            ILoopOperation loop => loop.Locals,
            IUsingOperation use => use.Locals,
            ICatchClauseOperation clause => clause.Locals,
            ISwitchOperation choice => choice.Locals,
            ISwitchCaseOperation section => section.Locals,
            ISwitchExpressionArmOperation arm => arm.Locals,
            _ => [],
        };
        // The variables of patterns belong to the whole switch, whichever case finds them.
        var scope = operation is ISwitchCaseOperation or ISwitchExpressionArmOperation ? operation.Parent! : operation;
        foreach (var local in locals)
        {
            _scopes[local] = scope;
        }
    }

    // The compiler merges the environment of the outermost block with that of the parameters.
    private static bool IsWholeBody(IBlockOperation block) =>
        block.Parent is null or IMethodBodyBaseOperation or IAnonymousFunctionOperation or ILocalFunctionOperation;
}
