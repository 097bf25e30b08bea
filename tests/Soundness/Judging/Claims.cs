// What the table claims of a call: the class of its method, with the residuals as the arguments fulfil them.
using System.Collections;
using System.Reflection;
using MemallocKit.Soundness.Generating;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Soundness.Judging;

/// <param name="Class">The class that holds for this call; <see cref="SummaryClass.Virtual"/> where a residual is not fulfilled, or no entry is there.</param>
/// <param name="IsKnown">The table has an entry.</param>
internal readonly record struct Claim(SummaryClass Class, bool IsKnown);

internal sealed class Claims(ISummaryLookup table)
{
    private const int Deepest = 4;

    private readonly TypeContracts _contracts = new(table);

    public Claim Of(Call call, object?[] slots)
    {
        var id = ReflectionId.Of(call.Method);
        SummaryEntry entry = default;
        var known = (call.LeavesOptionalOut && table.TryFindWithDefaults(id, out entry)) || table.TryFind(id, out entry);
        if (!known)
        {
            return new Claim(SummaryClass.Virtual, false);
        }

        var types = TypeArguments(call.Method);
        var worst = Resolve(entry, types, index => call.SlotOf(index) is { } slot ? (true, slots[slot]) : (false, null), 0);
        foreach (var helper in call.Helpers)
        {
            var made = table.TryFind(ReflectionId.Of(helper), out var constructor)
                ? Resolve(constructor, TypeArguments(helper), _ => (false, null), 0)
                : SummaryClass.Unknown;
            worst = made > worst && worst < SummaryClass.AllocMay ? made : worst;
        }

        // The contract is one of all that is met: type arguments, arguments, and what they hold.
        if (worst == SummaryClass.Contract && !(types.All(_contracts.AreKept) && slots.All(KeepsContracts)))
        {
            worst = SummaryClass.Virtual;
        }

        return new Claim(worst, true);
    }

    private SummaryClass Resolve(SummaryEntry entry, Type[] types, Func<int, (bool IsKnown, object? Value)> argument, int depth)
    {
        if (entry.Class != SummaryClass.Virtual || entry.Residuals.Length == 0 || depth > Deepest)
        {
            return entry.Class;
        }

        var worst = SummaryClass.Never;
        foreach (var residual in entry.Residuals.Split(';'))
        {
            // Nothing says that the call gets there: what is left to the caller happens at most.
            var of = ResidualClass(residual, types, argument, depth);
            of = of == SummaryClass.AllocAlways ? SummaryClass.AllocMay : of;
            worst = of > worst ? of : worst;
        }

        return worst;
    }

    private SummaryClass ResidualClass(string residual, Type[] types, Func<int, (bool IsKnown, object? Value)> argument, int depth)
    {
        var open = residual.IndexOf('(', StringComparison.Ordinal);
        var kind = residual[..open];
        var inner = residual[(open + 1)..^1];
        if (kind == "otherwise")
        {
            return Enum.Parse<SummaryClass>(inner);
        }

        var comma = inner.IndexOf(',', StringComparison.Ordinal);
        var index = int.Parse(comma < 0 ? inner : inner[..comma], System.Globalization.CultureInfo.InvariantCulture);
        var id = comma < 0 ? "" : inner[(comma + 1)..];
        switch (kind)
        {
            case "delegate":
                // Those that are made up allocate nothing; null is refused.
                return argument(index) is (true, null) or (true, Delegate) ? SummaryClass.ThrowsOnly : SummaryClass.Virtual;
            case "virtual":
                var (isKnown, value) = argument(index);
                return !isKnown ? SummaryClass.Virtual
                    : value is null ? SummaryClass.ThrowsOnly
                    : Implemented(value.GetType(), id, value, depth);
            case "constrained":
                return index < types.Length ? Implemented(types[index], id, null, depth) : SummaryClass.Virtual;
            case "equality" or "comparison":
                return index < types.Length && _contracts.AreKept(types[index]) ? SummaryClass.ThrowsOnly : SummaryClass.Virtual;
            case "box":
                return index < types.Length && !types[index].IsValueType ? SummaryClass.Never : SummaryClass.Virtual;
            case "new":
                return index < types.Length && types[index].IsValueType ? SummaryClass.Never : SummaryClass.Virtual;
            default:
                throw new FormatException($"'{residual}' is no residual that is known here");
        }
    }

    // The class of what a type runs for a virtual method.
    private SummaryClass Implemented(Type type, string id, object? receiver, int depth)
    {
        if (Implementations.Find(type, id) is not { } method || !table.TryFind(ReflectionId.Of(method), out var entry))
        {
            return SummaryClass.Virtual;
        }

        return Resolve(entry, TypeArguments(method), index => index == 0 && receiver is not null ? (true, receiver) : (false, null), depth + 1);
    }

    private bool KeepsContracts(object? value) => value switch
    {
        null or Delegate => true,
        Array { Length: > 0 } array when array.GetType().GetElementType()!.IsPrimitive => true,
        IList list => _contracts.AreKept(list.GetType()) && list.Cast<object?>().Take(16).All(i => i is null || _contracts.AreKept(i.GetType())),
        _ => _contracts.AreKept(value.GetType()),
    };

    private static Type[] TypeArguments(MethodBase method)
    {
        Type[] own = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return [.. method.DeclaringType!.GetGenericArguments(), .. own];
    }
}
