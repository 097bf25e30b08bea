// Writes the other part of a context.
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>From the model of a context to C#.</summary>
internal static class MemallocContextEmitter
{
    private const string Scope = "global::MemallocKit.MemallocScope";

    public static string Emit(ContextFile file)
    {
        var writer = new CodeWriter();
        var context = file.Context;
        var blocks = EmittedCode.OpenContainers(writer, context.Type, file.UseWarnings);
        if (!context.IsDocumented)
            writer.Line("/// <summary>While entered, the thread is entitled to emergency memory of the nodes that the context names.</summary>");
        writer.Open($"readonly ref partial struct {context.Type.Identifier}");
        EmitState(writer, context);
        EmitMembers(writer, context.Type.Identifier);
        foreach (var reserve in context.Reserves)
            ContextReserveEmitter.Emit(writer, reserve);
        PrimingPlanEmitter.Emit(writer, file);
        for (var block = 0; block <= blocks; block++)
            writer.Close();
        return writer.ToString();
    }

    private static void EmitState(CodeWriter writer, ContextModel context)
    {
        writer.Line(EmittedCode.Attribute);
        writer.Line("private static readonly global::MemallocKit.ReserveNode[] s_mayCharge =");
        writer.Line("[");
        foreach (var node in context.MayCharge)
            writer.Line($"    {node},");
        writer.Line("];");
        writer.Blank();
        writer.Line(EmittedCode.Attribute);
        writer.Line($"private readonly {Scope} _scope;");
        writer.Blank();
        writer.Line(EmittedCode.Attribute);
        writer.Line($"private {context.Type.Identifier}({Scope} scope) => _scope = scope;");
    }

    private static void EmitMembers(CodeWriter writer, string type)
    {
        EmittedCode.Member(
            writer,
            "Entitles this thread until <see cref=\"Dispose\"/>. Refused with an <see cref=\"global::System.InvalidOperationException\"/> when a node is not connected.",
            $"public static {type} Enter() => new({Scope}.Enter(s_mayCharge));");
        EmittedCode.Member(
            writer,
            "As <see cref=\"Enter()\"/>, for a thread that has a handle on a zone, which saves looking the thread up.",
            $"public static {type} Enter(in global::MemallocKit.ZoneHandle zone) => new({Scope}.Enter(s_mayCharge, zone));");
        EmittedCode.Member(
            writer,
            "Runs ahead of time what would run for the first time in an emergency, and says what that was: marked members are compiled, imports bound, reserves rented from, methods with <see cref=\"global::MemallocKit.MemallocPrimeAttribute\"/> run. Call it on each thread that enters, once the nodes are connected; throws a <see cref=\"global::MemallocKit.PrimeException\"/> when something would fail.",
            "public static global::MemallocKit.PrimeReport Prime() => PrimingPlan.Value.Prime();");
        EmittedCode.Member(
            writer,
            "The zone that the context's nodes are connected in, as this thread sees it: allocates ordinary memory without looking the thread up.",
            "public global::MemallocKit.ZoneHandle Zone => _scope.GetHandle(s_mayCharge);");
        EmittedCode.Member(
            writer,
            "Ends the entitlement. On the thread that entered, and once.",
            "public void Dispose() => _scope.Dispose();");
    }
}
