// Which members of a type run inside a context.
using System.CodeDom.Compiler;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace MemallocKit.Reserves.Priming;

/// <summary>
/// Finds in a type, and in the types nested in it, the members that the analyzers take for scopes of the context as far as the type itself
/// tells: those that are marked, and those that take the context.
/// </summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = PrimedCode.KeptByCover)]
internal sealed class ScopeMembers(Type context, PrimedCode code)
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly HashSet<Type> _visited = [];

    public void Visit(Type type) => Visit(type, type == context);

    private void Visit(Type type, bool isCovered)
    {
        // Generated types are what primes, not what is primed.
        // What an extension block is called in metadata repeats the members of the class around it, without their code.
        if (type.IsSpecialName || typeof(Delegate).IsAssignableFrom(type) || type.IsDefined(typeof(GeneratedCodeAttribute)) || !_visited.Add(type))
            return;
        isCovered |= IsMarked(type);
        var methods = new List<MethodBase>([.. type.GetMethods(Declared), .. type.GetConstructors(Declared).Where(static one => !one.IsStatic)]);
        var marked = methods.Where(method => isCovered || IsMarked(method) || TakesContext(method)).ToHashSet();
        foreach (var property in type.GetProperties(Declared).Where(IsMarked))
            marked.UnionWith(property.GetAccessors(nonPublic: true));
        if (isCovered || marked.Count > 0)
            code.AddType(type);
        if (marked.Count > 0)
            marked.UnionWith(methods.Where(PrimedCode.IsImport));
        foreach (var method in methods.Where(marked.Contains))
            code.AddMarked(method);
        foreach (var nested in type.GetNestedTypes(Declared))
            Visit(nested, isCovered);
    }

    private bool IsMarked(MemberInfo member) =>
        member.GetCustomAttribute<MemallocAttribute>(inherit: false) is { } mark && (mark.Contexts.Length == 0 || mark.Contexts.Contains(context));

    private bool TakesContext(MethodBase method) => method.GetParameters().Any(
        parameter => !parameter.IsOut && (parameter.ParameterType == context || (parameter.ParameterType.IsByRef && parameter.ParameterType.GetElementType() == context)));
}
