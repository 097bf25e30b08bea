// Gives methods their machine code ahead of time, and whatever their code leads to.
using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using MemallocKit.Generated;

namespace MemallocKit.Reserves.Priming;

/// <summary>
/// Prepares the methods it is given and follows the calls in their IL through the program's assembly, this library and instantiations over
/// their types; of other libraries it prepares what is called directly, and what that calls if it did not bring its machine code along. Under native AOT everything
/// is compiled, so only static constructors are left.
/// </summary>
internal sealed class PrimedCode(Assembly program, PrimeRun run)
{
    public const string KeptByCover = "ContextPriming keeps the members and nested types of what it covers; code that is followed was kept by what calls it.";

    private const string Advice = "call it from a method with [MemallocPrime]";

    private readonly HashSet<(nint Method, nint Type)> _seen = [];
    private readonly HashSet<(Module, int)> _prepared = [];
    private readonly List<MethodBase> _generic = [];
    private readonly List<MethodInfo> _virtual = [];
    private readonly Stack<MethodBase> _pending = new();

    public static bool IsImport(MethodBase method) => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl);

    /// <summary>A type whose static constructor is to run.</summary>
    public void AddType(Type type)
    {
        if (IsOwn(type))
            run.Initialize(type);
    }

    /// <summary>A member that runs in the context.</summary>
    public void AddMarked(MethodBase method)
    {
        if (method is MethodInfo { IsVirtual: true, IsFinal: false, DeclaringType.ContainsGenericParameters: false } info)
            _virtual.Add(info);
        AddKnown(method);
    }

    /// <summary>A method that code which runs in the context leads to.</summary>
    public void Add(MethodBase method)
    {
        // Priming itself is done before the emergency.
        if (method.DeclaringType != typeof(ContextPriming) && _seen.Add((method.MethodHandle.Value, method.DeclaringType?.TypeHandle.Value ?? 0)))
            _pending.Push(method);
    }

    /// <summary>Prepares everything that was added, and what it leads to.</summary>
    public void Run()
    {
        foreach (var method in RuntimeFeature.IsDynamicCodeCompiled ? Overrides.Of(_virtual, program) : [])
            AddKnown(method);
        while (_pending.TryPop(out var method))
            Prime(method);
        foreach (var method in _generic)
        {
            if (!_prepared.Contains((method.Module, method.MetadataToken)))
                run.Skip(MemberNames.Of(method), $"it is generic, and no marked member calls it with types that are known here; {Advice}");
        }
    }

    /// <summary>Whether code is followed through a type: one of the program or this library, or built from one of theirs.</summary>
    public bool IsOwn(Type type) =>
        type.Assembly == program || type.Assembly == typeof(PrimedCode).Assembly || (type.IsGenericType && Array.Exists(type.GetGenericArguments(), IsOwnValue));

    private void AddKnown(MethodBase method)
    {
        if (method.ContainsGenericParameters || method.DeclaringType!.ContainsGenericParameters)
            _generic.Add(method);
        else
            Add(method);
    }

    private void Prime(MethodBase method)
    {
        if (IsImport(method))
            Imports.Link(method, isOwn: IsOwn(method.DeclaringType!), run);
        else if (RuntimeFeature.IsDynamicCodeCompiled && HasCode(method))
            Compile(method);
    }

    private void Compile(MethodBase method)
    {
        try
        {
            RuntimeTypeHandle[] instantiation = [.. TypeArguments(method).Concat(MethodArguments(method)).Select(static type => type.TypeHandle)];
            var compiled = JitInfo.GetCompiledMethodCount(currentThread: true);
            RuntimeHelpers.PrepareMethod(method.MethodHandle, instantiation.Length > 0 ? instantiation : null);
            compiled = JitInfo.GetCompiledMethodCount(currentThread: true) - compiled;
            _prepared.Add((method.Module, method.MetadataToken));
            run.CountMethod();
            if (method.DeclaringType is { } type)
                AddType(type);
            if (compiled > 0 || IsFollowed(method))
                CalledCode.Follow(method, TypeArguments(method), MethodArguments(method), this);
        }
        catch (Exception e) when (e is TypeLoadException or IOException or BadImageFormatException or InvalidProgramException or ArgumentException
            or NotSupportedException or MemberAccessException)
        {
            run.Skip(MemberNames.Of(method), $"it, or what it calls, cannot be compiled: {e.Message}");
        }
    }

    private bool IsFollowed(MethodBase method) =>
        (method.DeclaringType is { } type && IsOwn(type)) || Array.Exists(MethodArguments(method), IsOwnValue);

    // Code for reference types is shared, and the framework brings its own compiled.
    private bool IsOwnValue(Type type) => type.IsValueType && IsOwn(type);

    private static bool HasCode(MethodBase method) =>
        !method.IsAbstract
        && !method.ContainsGenericParameters
        && method.DeclaringType is not { ContainsGenericParameters: true } and not { IsArray: true }
        && (method.MethodImplementationFlags & (MethodImplAttributes.CodeTypeMask | MethodImplAttributes.InternalCall)) == MethodImplAttributes.IL;

    private static Type[] TypeArguments(MethodBase method) => method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [];

    private static Type[] MethodArguments(MethodBase method) => method.IsGenericMethod ? method.GetGenericArguments() : [];
}
