// Calls that are written as such: what they pass decides what a callee runs that calls back.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

internal static class Invocations
{
    public static void Find(IInvocationOperation call, BodyBuilder body)
    {
        var method = call.TargetMethod;
        var dispatch = method.MethodKind == MethodKind.DelegateInvoke ? Dispatch.Delegate
            : call.IsVirtual ? Receivers.DispatchOf(method, call.Instance) : Dispatch.Direct;
        if (method.IsStatic)
        {
            body.CallsStatic(method, call.Syntax, call.ConstrainedToType, Facts(call.Arguments, body), LeavesOptionalOut(call.Arguments));
            return;
        }

        body.Calls(method, call.Syntax, dispatch, call.Instance, Facts(call.Arguments, body), LeavesOptionalOut(call.Arguments));
    }

    public static void Find(IObjectCreationOperation creation, BodyBuilder body)
    {
        if (creation is { Type.IsReferenceType: true, Constructor: { } ofClass })
        {
            body.Creates(ofClass, creation.Syntax, Facts(creation.Arguments, body));
        }
        else if (creation.Constructor is { } constructor)
        {
            body.Calls(constructor, creation.Syntax, Dispatch.Direct, null, Facts(creation.Arguments, body), LeavesOptionalOut(creation.Arguments));
        }
    }

    private static ImmutableArray<Argument> Facts(ImmutableArray<IArgumentOperation> arguments, BodyBuilder body)
    {
        var facts = new Argument[arguments.Length];
        foreach (var argument in arguments)
        {
            // Numbers and the like run nothing.
            if (argument is { Parameter: { Ordinal: var ordinal, Type: { } type }, Value: { } value }
                && ordinal < facts.Length && (type.TypeKind is TypeKind.Delegate or TypeKind.FunctionPointer or TypeKind.Interface or TypeKind.Class or TypeKind.TypeParameter))
            {
                facts[ordinal] = body.FactOf(value);
            }
        }

        return [.. facts];
    }

    private static bool LeavesOptionalOut(ImmutableArray<IArgumentOperation> arguments)
    {
        var some = false;
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { IsOptional: true })
            {
                if (argument.ArgumentKind != Microsoft.CodeAnalysis.Operations.ArgumentKind.DefaultValue)
                {
                    return false;
                }

                some = true;
            }
        }

        return some;
    }
}
