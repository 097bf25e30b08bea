// Calls of function pointers and of native functions: what nobody can look into is never free.
using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Effects;

public class FunctionPointerTests
{
    [Fact]
    public Task Function_pointers_have_no_contract() => Verify.Calls(
        """
        unsafe class C
        {
            static delegate*<int, int> s_kept;
            [Memalloc]
            void M(delegate*<int, int> given, delegate* unmanaged<int, int> native, delegate* unmanaged[Cdecl, SuppressGCTransition]<void> bare)
            {
                {|#0:given(3)|};
                {|MKIT3014:native(3)|};
                {|MKIT3014:bare()|};
                {|MKIT3014:s_kept(3)|};
                {|MKIT3014:Follow(s_kept)|};
            }
            static int Follow(delegate*<int, int> p) => p(3);
        }
        """,
        [Verify.Message("MKIT3014", 0, "What 'function pointer' runs is decided elsewhere, and it is called in a memalloc scope: M → a function pointer has no contract; call the function by its name, or through a delegate of a type that is marked [Memalloc]")]);

    [Fact]
    public Task Function_pointers_to_a_named_method_are_followed() => Verify.Calls("""
        interface IPage { static abstract int Run(int x); }
        unsafe class C
        {
            [Memalloc]
            void M()
            {
                delegate*<int, int> free = &Free;
                delegate*<int, int> costly = &Costly;
                delegate*<int, int> either = &Free;
                either = &Costly;
                free(3);
                {|MKIT3010:costly(3)|};
                {|MKIT3014:either(3)|};
                Follow(&Free);
                {|MKIT3010:Follow(&Costly)|};
                Follow(&Local);
                static int Local(int x) => x;
            }
            [Memalloc] int Generic<T>() where T : IPage { delegate*<int, int> p = &T.Run; return {|MKIT3014:p(3)|}; }
            static int Follow(delegate*<int, int> p) => p(3);
            static int Free(int x) => x;
            static int Costly(int x) => new int[x].Length;
        }
        """);

    [Fact]
    public Task Delegates_for_native_functions_have_no_contract() => Verify.Calls("""
        using System.Runtime.InteropServices;
        delegate int Native(int x);
        class C
        {
            [Memalloc] int Made(nint address) => {|MKIT3014:{|MKIT3012:Marshal.GetDelegateForFunctionPointer<Native>(address)|}(3)|};
            [Memalloc] int Given(Native native) => {|MKIT3014:native(3)|};
        }
        """);

    [Fact]
    public Task Natives_with_arguments_to_marshal_are_not_known() => Verify.Calls("""
        using System.Runtime.InteropServices;
        unsafe class C
        {
            [Memalloc]
            void M(string text, int[] array, Action callback, SafeHandle handle, object any, int number, Flags flags)
            {
                {|MKIT3012:Text(text)|};
                {|MKIT3012:Array(array)|};
                {|MKIT3012:Callback(callback)|};
                {|MKIT3012:Handle(handle)|};
                {|MKIT3012:Any(any)|};
                {|MKIT3012:Name()|};
                {|MKIT3012:Swap(ref text)|};
                {|MKIT3013:Number(ref number)|};
                {|MKIT3013:Struct(flags)|};
                {|MKIT3013:Error(number)|};
            }
            [DllImport("c")] static extern void Text(string text);
            [DllImport("c")] static extern void Array(int[] array);
            [DllImport("c")] static extern void Callback(Action callback);
            [DllImport("c")] static extern void Handle(SafeHandle handle);
            [DllImport("c")] static extern void Any(object any);
            [DllImport("c")] static extern string Name();
            [DllImport("c")] static extern void Swap(ref string text);
            [DllImport("c")] static extern bool Number(ref int number);
            [DllImport("c")] static extern void Struct(Flags flags);
            [DllImport("c", SetLastError = true, PreserveSig = false)] static extern int Error(int number);
            struct Flags { bool _a; char _b; }
        }
        """);

    [Fact]
    public Task Natives_are_bound_by_their_first_call_unless_that_is_primed() => Verify.Calls(
        """
        using System.Runtime.InteropServices;
        class C
        {
            [MemallocPrime] static void Warm() => Primed(0);
            [Memalloc] void M() { Primed(1); Marked(1); {|#0:Cold(1)|}; }
            [DllImport("c")] static extern int Primed(int number);
            [DllImport("c"), Memalloc] static extern int Marked(int number);
            [DllImport("c")] static extern int Cold(int number);
        }
        """,
        [Verify.Message("MKIT3013", 0, "The first call allocates in a memalloc scope: M → Cold is bound to its library by the first call; run it once in a method with [MemallocPrime], or make what it keeps before the scope")]);

    [Fact]
    public Task Accessors_of_private_members_are_not_known_but_of_fields() => Verify.Calls("""
        using System.Runtime.CompilerServices;
        class C
        {
            [Memalloc] void M(List<int> list) { {|MKIT3012:Grow(list, 1)|}; {|MKIT3012:Max(1, 2)|}; Size(list) = 3; }
            [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Grow")] static extern void Grow(List<int> list, int capacity);
            [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "Max")] static extern int Max(int a, int b);
            [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_size")] static extern ref int Size(List<int> list);
        }
        """);

    [Fact]
    public Task Entry_points_for_native_code_are_looked_into_as_others() => Verify.Calls("""
        using System.Runtime.InteropServices;
        unsafe class C
        {
            [UnmanagedCallersOnly, Memalloc] static int Marked(int x) => {|MKIT3010:Make(x)|};
            [UnmanagedCallersOnly] static int Entry(int x) => Make(x);
            [UnmanagedCallersOnly] static int Free(int x) => x;
            static int Make(int x) => new int[x].Length;
            [Memalloc]
            void M()
            {
                delegate* unmanaged<int, int> entry = &Entry, free = &Free;
                {|MKIT3010:entry(3)|};
                free(3);
            }
        }
        """);
}
