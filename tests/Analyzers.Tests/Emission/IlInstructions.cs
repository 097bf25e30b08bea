// Which instructions of a method allocate on the heap, whatever the JIT may make of them.
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemallocKit.Analyzers.Tests.Emission;

internal static class IlInstructions
{
    public static IEnumerable<(AllocationGroup Group, string What, Instruction At, bool IsCall)> AllocationsOf(MethodDefinition method)
    {
        foreach (var instruction in method.Body.Instructions)
        {
            if (IsPart(instruction))
            {
                yield return (AllocationGroup.Heap, $"{instruction.OpCode} {instruction.Operand}", instruction, true);
            }
            else if (GroupOf(instruction) is { } group)
            {
                yield return (group, $"{instruction.OpCode} {instruction.Operand}", instruction, false);
            }
            else if (instruction.OpCode.Code is Code.Call or Code.Callvirt && OfCallee((MethodReference)instruction.Operand) is { } called)
            {
                yield return (called, $"{instruction.OpCode} {instruction.Operand}", instruction, true);
            }
        }
    }

    /// <summary>The variables in the closure object that the instruction makes.</summary>
    public static IEnumerable<string> CapturedBy(Instruction instruction) =>
        ((MethodReference)instruction.Operand).DeclaringType.Resolve().Fields
            .Where(f => !f.IsStatic && !f.Name.StartsWith("<>", StringComparison.Ordinal) && !f.Name.StartsWith("CS$", StringComparison.Ordinal))
            .Select(f => f.Name.StartsWith('<') ? f.Name[1..f.Name.IndexOf('>', StringComparison.Ordinal)] : f.Name);

    private static AllocationGroup? GroupOf(Instruction at) => at.OpCode.Code switch
    {
        Code.Newarr => AllocationGroup.Heap,
        Code.Box => IlBoxes.Allocates(at) ? AllocationGroup.Box : null,
        Code.Newobj => OfConstructor(at, ((MethodReference)at.Operand).DeclaringType),
        Code.Call or Code.Callvirt when IlBoxes.BoxesReceiver(at) => AllocationGroup.Box,
        Code.Call or Code.Callvirt => OfCall((MethodReference)at.Operand),
        _ => null,
    };

    // Arrays in which the compiler hands over the operands of one expression, which is counted by its call.
    private static bool IsPart(Instruction at) => at is { OpCode.Code: Code.Newarr, Operand: TypeReference element } && (element.FullName switch
    {
        "System.String" => Calls(at, "System.String System.String::Concat(System.String[])"),
        "Microsoft.CSharp.RuntimeBinder.CSharpArgumentInfo" => true,
        "System.Type" => Calls(at, "CSharpBinderFlags"),
        _ => false,
    });

    private static bool Calls(Instruction after, string method)
    {
        for (var at = after; at is not null && at.Offset < after.Offset + 400; at = at.Next)
        {
            if (at.Operand is MethodReference called && called.FullName.Contains(method, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static AllocationGroup? OfConstructor(Instruction at, TypeReference type)
    {
        if (type.IsArray)
        {
            return AllocationGroup.Heap;
        }

        if (type.FullName == "System.String")
        {
            return AllocationGroup.String;
        }

        var definition = type.Resolve() ?? throw new InvalidOperationException($"{type} is in no assembly that is at hand");
        return definition switch
        {
            { IsValueType: true } => null,
            { BaseType.FullName: "System.MulticastDelegate" } => IsKept(at) ? null : AllocationGroup.Delegate,
            _ when definition.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal) => AllocationGroup.Closure,
            // Made where a state machine is asked for; it is counted with its body.
            _ when definition.Name.Contains(">d", StringComparison.Ordinal) => null,
            // Wrapped around an array or list that is counted.
            _ when definition.Name is "<>z__ReadOnlyArray`1" or "<>z__ReadOnlyList`1" => null,
            _ => AllocationGroup.Heap,
        };
    }

    // Lambdas and method groups that capture nothing are kept in a static field with a name of the compiler's.
    private static bool IsKept(Instruction newobj) =>
        newobj.Next is { OpCode.Code: Code.Dup, Next: { OpCode.Code: Code.Stsfld, Operand: FieldReference { Name: ['<', ..] } } };

    // Calls that stand for an expression of the language and allocate in the library or in a member the compiler adds.
    private static AllocationGroup? OfCall(MethodReference method) => (method.DeclaringType.GetElementType().FullName, method.Name) switch
    {
        (_, "<Clone>$") => AllocationGroup.Heap,
        ("System.String", not ("ToString" or "Intern" or "IsInterned")) when MakesStrings(method.ReturnType) => AllocationGroup.String,
        ("System.Runtime.CompilerServices.DefaultInterpolatedStringHandler", "ToStringAndClear") => AllocationGroup.String,
        ("System.Runtime.CompilerServices.FormattableStringFactory", "Create") => AllocationGroup.String,
        ("System.Runtime.CompilerServices.RuntimeHelpers", "GetSubArray") => AllocationGroup.Heap,
        ("System.Linq.Expressions.Expression", "Lambda") => AllocationGroup.Heap,
        ("System.Runtime.CompilerServices.CallSite`1", "Create") => AllocationGroup.Heap,
        ("System.Activator", "CreateInstance") when method is GenericInstanceMethod { GenericArguments: [GenericParameter { HasNotNullableValueTypeConstraint: false }] } => AllocationGroup.Heap,
        ("System.Delegate", "Combine" or "Remove") => AllocationGroup.Delegate,
        (_, ['a', 'd', 'd', '_', ..] or ['r', 'e', 'm', 'o', 'v', 'e', '_', ..]) when IsFieldLike(method) => AllocationGroup.Delegate,
        _ => null,
    };

    private static AllocationGroup? OfCallee(MethodReference method) => method.Name switch
    {
        "ToArray" or "ToList" or "ToImmutableArray" or "CreateRange" => AllocationGroup.Heap,
        "ToString" => AllocationGroup.String,
        _ => null,
    };

    private static bool MakesStrings(TypeReference type) => type.FullName is "System.String" or "System.String[]" or "System.Char[]";

    // The accessors that the compiler writes for an event without a body combine delegates.
    private static bool IsFieldLike(MethodReference method) =>
        method.DeclaringType.Scope == method.Module && method.Resolve() is { IsAbstract: false } accessor
        && accessor.CustomAttributes.Any(a => a.AttributeType.Name == "CompilerGeneratedAttribute");
}
