// Carries effects from callees to callers until none is new.
using MemallocKit.Summaries.Interpretation;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Effects;

internal sealed class Solver(SummaryEngine engine, CancellationToken cancellation)
{
    // Beyond these a method depends on so much that nobody resolves it.
    private const int MostResiduals = 16;
    private const int MostCalls = 60;

    private readonly Queue<MethodContext> _pending = [];
    private readonly Queue<MethodContext> _postponed = [];

    public void Enqueue(MethodContext context)
    {
        if (!context.IsQueued)
        {
            context.IsQueued = true;
            _pending.Enqueue(context);
        }
    }

    /// <summary>Analyses a context later, from the bottom of the stack.</summary>
    public void Postpone(MethodContext context) => _postponed.Enqueue(context);

    public void Run()
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_postponed.TryDequeue(out var postponed))
            {
                engine.Ensure(postponed);
            }
            else if (_pending.TryDequeue(out var context))
            {
                context.IsQueued = false;
                if (Update(context))
                {
                    context.Callers?.ForEach(Enqueue);
                }
            }
            else
            {
                return;
            }
        }
    }

    private bool Update(MethodContext context)
    {
        var changed = false;
        foreach (var site in context.Sites)
        {
            changed |= Add(context, site, site, site.Cause, null);
            for (var c = 0; site.Calls is not null && c < site.Calls.Count; c++)
            {
                changed |= AddCall(context, site, site.Calls[c]);
            }
        }

        return changed;
    }

    private bool AddCall(MethodContext context, EffectSite site, CallEdge call)
    {
        var callee = call.Callee;
        var changed = context.Add(callee.Effects.Under(site.Guard, site.IsProtected, site.Grows), site.Cause, callee);
        if (callee.Residuals is { Count: > 0 } residuals)
        {
            // A method that calls itself adds to the set while it is read.
            foreach (var residual in callee == context ? [.. residuals] : residuals)
            {
                changed |= Resolve(context, site, call, residual);
            }
        }

        return changed;
    }

    // What the callee leaves to its caller, this caller may decide, or leave to its own.
    private bool Resolve(MethodContext context, EffectSite site, CallEdge call, Residual residual)
    {
        if (site.Guard != Guard.Always)
        {
            return context.Add(EffectSet.Virtual.Under(site.Guard, site.IsProtected, false), site.Cause, call.Callee);
        }

        var resolved = new EffectSite(site.Instruction);
        var method = residual.Method is { } written ? ForCaller(written, call.FreeArguments) : null;
        switch (residual.Kind)
        {
            case ResidualKind.Delegate:
                ResolveDelegate(context, resolved, Passed(call, residual.Index), call);
                break;
            case ResidualKind.Virtual:
                engine.Dispatcher.CallVirtual(context, resolved, method!, Passed(call, residual.Index), null);
                break;
            default:
                if (call.FreeArguments is { } free && residual.Index < free.Length && free[residual.Index] is { } type)
                {
                    engine.Dispatcher.Apply(context, resolved, residual.Kind, type, method, null);
                }
                else
                {
                    resolved.Add(EffectSet.Virtual, "depends on a type argument that was lost:", residual);
                }

                break;
        }

        resolved.Explain("decides", residual);
        var cause = resolved.Cause with { Offset = site.Cause.Offset };
        return Add(context, site, resolved, cause, call.Callee) | AddNewCalls(context, site, resolved);
    }

    private static Value Passed(CallEdge call, int index) =>
        call.Arguments is { } arguments && index < arguments.Length ? arguments[index] : Value.Anything();

    private void ResolveDelegate(MethodContext context, EffectSite resolved, Value value, CallEdge call)
    {
        switch (engine.ResolveDelegate(value))
        {
            case Null:
                break;
            case Argument argument:
                resolved.Add(new Residual(ResidualKind.Delegate, argument.Index, null));
                break;
            case MethodDelegate made:
                var arguments = new Value[made.Target.Method.ArgumentCount];
                Array.Fill(arguments, Value.Anything());
                if (!made.Target.Method.IsStatic && made.Receiver is not null)
                {
                    arguments[0] = made.Receiver;
                }

                engine.Dispatcher.Call(context, resolved, made.Target, arguments);
                break;
            default:
                resolved.Add(EffectSet.Virtual, "passes a delegate that is not known to", call.Callee.Method);
                break;
        }
    }

    private MethodReference ForCaller(MethodReference method, TypeSig?[]? free)
    {
        var types = engine.Assemblies.Types;
        return new MethodReference(
            method.Method,
            types.SubstituteFree(method.Owner, free),
            method.Arguments.Length == 0 ? method.Arguments : Array.ConvertAll(method.Arguments, a => types.SubstituteFree(a, free)));
    }

    private static bool Add(MethodContext context, EffectSite at, EffectSite found, Cause cause, MethodContext? callee)
    {
        var changed = context.Add(found.Effects.Under(at.Guard, at.IsProtected, at.Grows), cause, callee);
        foreach (var residual in found.Residuals ?? [])
        {
            if (at.Guard != Guard.Always)
            {
                changed |= context.Add(EffectSet.Virtual.Under(at.Guard, at.IsProtected, false), cause, callee);
            }
            else if (context.Residuals is { Count: >= MostResiduals } known && !known.Contains(residual))
            {
                changed |= context.Add(EffectSet.Virtual, new Cause("depends on more than can be told:", residual, cause.Offset), callee);
            }
            else
            {
                changed |= context.Add(residual);
            }
        }

        return changed;
    }

    // Callees that only the resolved residual shows become calls of the place.
    private bool AddNewCalls(MethodContext context, EffectSite site, EffectSite resolved)
    {
        var changed = false;
        foreach (var call in resolved.Calls ?? [])
        {
            if (site.Calls!.Exists(c => c.Callee == call.Callee && SameValues(c.Arguments, call.Arguments)))
            {
                continue;
            }

            if (site.Calls.Count > MostCalls)
            {
                changed |= context.Add(EffectSet.Virtual, new Cause("calls more than can be told", null, site.Cause.Offset));
                continue;
            }

            site.Add(call with { IsOneOfSeveral = true });
            call.Callee.AddCaller(context);
            Enqueue(context);
        }

        return changed;
    }

    private static bool SameValues(Value[]? a, Value[]? b) =>
        a is null || b is null ? ReferenceEquals(a, b) : a.AsSpan().SequenceEqual(b);
}
