// The calls that are written by hand: every public method of the classes in this folder that is named after what it measures.
using System.Reflection;

namespace MemallocKit.Soundness.Calls;

/// <param name="Id">As <c>call:TextCalls.IndexOf</c>.</param>
/// <param name="Method">Static, without parameters.</param>
/// <param name="Call">It, ready to run.</param>
internal sealed record HandWritten(string Id, MethodInfo Method, Action Call)
{
    private static readonly Lazy<Dictionary<string, HandWritten>> s_all = new(() => Read().ToDictionary(c => c.Id, StringComparer.Ordinal));

    public static IReadOnlyCollection<HandWritten> All => s_all.Value.Values;

    public static HandWritten? Find(string id) => s_all.Value.GetValueOrDefault(id);

    private static IEnumerable<HandWritten> Read() =>
        from type in typeof(HandWritten).Assembly.GetTypes()
        where type.Namespace == typeof(HandWritten).Namespace && type.Name.EndsWith("Calls", StringComparison.Ordinal)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.ReturnType == typeof(void) && method.GetParameters().Length == 0
        select new HandWritten($"call:{type.Name}.{method.Name}", method, method.CreateDelegate<Action>());
}
