// `newobj`: objects, structs, delegates and arrays.
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

internal sealed partial class BodyInterpreter
{
    private void NewObject(int i, int token)
    {
        _result.Sites[i] = null;
        var target = _assembly.ResolveMethod(token);
        if (target.Method is null)
        {
            NewUnresolved(i, target);
            return;
        }

        var constructor = Substitute(target.Method);
        var type = constructor.Owner;
        Value[] arguments = [Value.Anything(), .. PopArguments(constructor.Method.ArgumentCount - 1)];
        if (type.Definition!.IsDelegate)
        {
            Array.ForEach(arguments, Escape);
            Allocate(type);
            Push(arguments is [_, var receiver, MethodPointer function] ? new MethodDelegate(type, function.Target, receiver) : new Exactly(type, i));
            return;
        }

        PassAddresses(constructor.Method, arguments);
        if (type.Definition.IsValueType)
        {
            CallDirectly(NewSite(i), constructor, arguments);
            Finish(SiteAt(i), arguments, null);
            Push(Value.Anything(type));
            return;
        }

        arguments[0] = new Exactly(type, i);
        if (type == _types.String)
        {
            // No certain one: an empty string is not made anew.
            NewSite(i).Add(EffectSet.Allocates, "makes", type);
        }
        else
        {
            CallDirectly(NewSite(i), constructor, arguments);
            Allocate(type);
            Finish(SiteAt(i), arguments, null);
        }

        Push(new Exactly(type, i));

        void Allocate(TypeSig made)
        {
            var site = SiteAt(i);
            site.Add(EffectSet.Allocates, "makes", made);
            site.IsCertain = true;
            site.Made = made;
        }
    }

    private void NewUnresolved(int i, CallTarget target)
    {
        for (var n = target.ParameterCount; n > 0; n--)
        {
            Escape(Pop());
        }

        var site = NewSite(i);
        site.Add(EffectSet.Allocates, "makes", target.ArrayOwner ?? (object)"an object of a type that is not found");
        site.IsCertain = target.ArrayOwner is not null;
        Push(target.ArrayOwner is { } array ? new Exactly(Substitute(array), i) : Value.Anything());
    }
}
