// The first look at a method: its body interpreted, or what is known of methods without one.
using System.Reflection.Metadata;
using MemallocKit.Summaries.Il;
using MemallocKit.Summaries.Interpretation;
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Overlay;

namespace MemallocKit.Summaries.Effects;

internal sealed class MethodAnalyzer(SummaryEngine engine)
{
    /// <summary>Begins the reason of a method whose metadata or code is damaged.</summary>
    public const string Unreadable = "cannot be read:";

    public int BodyCount { get; private set; }

    public void Analyze(MethodContext context)
    {
        context.State = AnalysisState.Running;
        try
        {
            Examine(context);
        }
        catch (Exception e) when (DamagedMetadata.Explains(e))
        {
            context.Sites.Clear();
            context.Returns = Value.Anything();
            context.NeverReturns = false;
            context.AlwaysStores = null;
            AddSite(context, site => site.Add(EffectSet.Unknown, Unreadable, e.Message));
        }

        context.State = AnalysisState.Done;
    }

    private void Examine(MethodContext context)
    {
        var method = context.Method;
        var returned = engine.Assemblies.Types.Substitute(method.Signature.ReturnType, context.TypeArguments, context.MethodArguments);
        context.Returns = Value.Anything(returned);
        if (engine.Overlay.Find(method) is { } rule)
        {
            AddSite(context, site => OverlayEffects.Apply(rule, method, site));
            context.Returns = rule.Effect == OverlayEffect.Off && !method.ReturnsVoid ? Value.Integer(0) : context.Returns;
        }
        else if (!method.HasBody || method.IsRuntimeAsync || method.IsUnsafeAccessor)
        {
            AddSite(context, site => AddWithoutBody(method, site));
        }
        else
        {
            ExamineBody(context, returned);
        }
    }

    private void ExamineBody(MethodContext context, TypeSig returned)
    {
        var method = context.Method;
        var body = method.Body ?? BodyDecoder.Decode(method);
        if (context.TypeArguments.Length + context.MethodArguments.Length > 0 || context.Known is not null)
        {
            method.Body = body;
        }

        if (method.IsIntrinsic && OnlyCallsItself(method, body))
        {
            // Only the JIT knows what it is; the body tells it to look.
            return;
        }

        BodyCount++;
        BodyFindings.Apply(new BodyInterpreter(engine, context, body).Run(), context);
        if (context.NeverReturns && method.IsIntrinsic && !method.DoesNotReturn)
        {
            // The JIT replaces it where it can; the body is there for where it cannot.
            context.NeverReturns = false;
        }

        if (returned.IsValueType == true
            && context.Returns is not (Integer or Anything or TypeToken or NullTest or DefaultStruct))
        {
            context.Returns = Value.Anything(returned);
        }
        else if (context.Returns is Anything { Type: null } || (context.Returns is Integer && returned.IsValueType != true))
        {
            context.Returns = Value.Anything(returned);
        }
    }

    private void AddWithoutBody(MethodModel method, EffectSite site)
    {
        if (method.IsAbstract)
        {
            site.Add(EffectSet.Virtual, "is abstract", null);
        }
        else if (method.IsRuntimeProvided && method.Owner.IsDelegate)
        {
            AddDelegateMember(method, site);
        }
        else if (method.IsPlatformInvoke || method.IsInternalCall)
        {
            var effect = NativeCalls.EffectOf(method, engine.Assemblies.CoreLibrary);
            if (effect != EffectSet.None)
            {
                site.Add(effect, "is native", method);
            }
        }
        else
        {
            site.Add(EffectSet.Unknown, "has no body of its own", null);
        }
    }

    private static void AddDelegateMember(MethodModel method, EffectSite site)
    {
        switch (method.Name)
        {
            case "Invoke":
                site.Add(new Residual(ResidualKind.Delegate, 0, null));
                site.Explain("calls the delegate", null);
                break;
            case ".ctor":
                break;
            default:
                site.Add(EffectSet.Allocates, "makes an operation that waits", null);
                break;
        }
    }

    private static bool OnlyCallsItself(MethodModel method, DecodedBody body) =>
        body.Blocks.Length == 1 && Array.TrueForAll(body.Instructions, i => i.Code switch
        {
            ILOpCode.Call => method.Owner.Assembly.ResolveMethod(i.Operand).Method?.Method == method,
            _ => i.Code is ILOpCode.Ldloc or ILOpCode.Ret,
        });

    private static void AddSite(MethodContext context, Action<EffectSite> add)
    {
        var site = new EffectSite(-1);
        add(site);
        if (!site.IsEmpty)
        {
            context.Sites.Add(site);
        }
    }
}
