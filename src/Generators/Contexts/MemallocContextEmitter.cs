// Writes the other part of a context.
using MemallocKit.Declarations;

namespace MemallocKit.Generators;

/// <summary>From the model of a context to C#.</summary>
internal static class MemallocContextEmitter
{
    private const string Scope = "global::MemallocKit.MemallocScope";

    public static string Emit(ContextModel context)
    {
        var writer = new CodeWriter();
        var blocks = EmittedCode.OpenContainers(writer, context.Type);
        if (!context.IsDocumented)
            writer.Line("/// <summary>While entered, the thread is entitled to emergency memory of the nodes that the context names.</summary>");
        writer.Open($"readonly ref partial struct {context.Type.Identifier}");
        EmitState(writer, context);
        EmitMembers(writer, context.Type.Identifier);
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
            "Runs every way to rent once, so that nothing is compiled or initialised during an emergency. Call it once the nodes are connected.",
            $"public static void Prime() => {Scope}.Prime(s_mayCharge);");
        EmittedCode.Member(
            writer,
            "Ends the entitlement. On the thread that entered, and once.",
            "public void Dispose() => _scope.Dispose();");
    }
}
