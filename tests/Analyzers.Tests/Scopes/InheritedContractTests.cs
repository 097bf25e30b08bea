using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Scopes;

public class InheritedContractTests
{
    [Theory]
    [InlineData("interface I { [Memalloc] object Get(); } class D : I { object I.Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I<T> { [Memalloc] T Get(T t); } class D : I<object>, I<int> { public object Get(object o) => {|MKIT3001:new object()|}; public int Get(int n) => {|MKIT3001:new object()|}.GetHashCode(); }")]
    [InlineData("interface I<T> { [Memalloc] T Get(); } class D<U> : I<U[]> { U[] I<U[]>.Get() => {|MKIT3002:new U[1]|}; }")]
    [InlineData("interface I { [Memalloc] object Get<T>(); } class D : I { public object Get<U>() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I { [Memalloc] object Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I { [Memalloc] object Get(); } interface J : I { object I.Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I { [Memalloc] object Get(); } interface J : I { } class D : J { public object Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I { [Memalloc] static abstract object Get(); } class D : I { public static object Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I<T> where T : I<T> { [Memalloc] static abstract T operator +(T a, T b); } class D : I<D> { public static D operator +(D a, D b) => {|MKIT3001:new D()|}; }")]
    [InlineData("interface I { [Memalloc] static virtual object Get() => {|MKIT3001:new object()|}; } class D : I { static object I.Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I { [Memalloc] object P { get; set; } } class D : I { public object P { get => {|MKIT3001:new object()|}; set => value = {|MKIT3001:new object()|}; } }")]
    [InlineData("interface I { [Memalloc] object this[int n] { get; } } class D : I { object I.this[int n] => {|MKIT3001:new object()|}; }")]
    [InlineData("[Memalloc] interface I { event Action E; } class D : I { event Action I.E { add => {|MKIT3001:new object()|}.ToString(); remove { } } }")]
    [InlineData("[Memalloc] interface I { object Get(); } struct D : I { public object Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("abstract class B { [Memalloc] public abstract object Get(); } class D : B { public override string Get() => {|MKIT3006:new string('a', 3)|}; }")]
    [InlineData("abstract class B { [Memalloc] public abstract object Get(); } abstract class M : B { public abstract override object Get(); } class D : M { public override object Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("abstract class B<T> { [Memalloc] public virtual T Get() => default; } class D : B<object> { public override object Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I { [Memalloc] object Get(); } abstract class B : I { public abstract object Get(); } class D : B { public override object Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I { [Memalloc] object Get(); } class B : I { public virtual object Get() => null; } class D : B { public override object Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I { [Memalloc] object Get(); } class B : I { object I.Get() => null; public object Get() => new object(); } class D : B, I { public new object Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I { [Memalloc] object Get(); } class B { public virtual object Get() => null; } class D : B, I { public override object Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I { [Memalloc] object Get(); } class B { public virtual object Get() => null; } class D : B, I { } class E : D { public override object Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I { [Memalloc] object Get(); } partial class D : I { public partial object Get(); } partial class D { public partial object Get() => {|MKIT3001:new object()|}; }")]
    [InlineData("interface I { [Memalloc] object P { get; } } partial class D : I { public partial object P { get; } } partial class D { public partial object P => {|MKIT3001:new object()|}; }")]
    [InlineData("partial class D { [Memalloc] public partial object P { get; } } partial class D { public partial object P => {|MKIT3001:new object()|}; }")]
    [InlineData("partial class D { [Memalloc] public partial object Get(); } partial class D { public partial object Get() => {|MKIT3001:new object()|}; }")]
    public Task Body_that_a_contract_binds_is_a_scope(string source) => Verify.Source(source);

    [Theory]
    [InlineData("interface I { [Memalloc] object Get(); } class D : I { object I.Get() => null; public object Get() => new object(); }")]
    [InlineData("interface I { [Memalloc] object Get(); } class D : I { public object Get() => null; public object Get(int n) => new object(); }")]
    [InlineData("abstract class B { [Memalloc] public virtual object Get() => null; } class D : B { public new object Get() => new object(); }")]
    [InlineData("interface I<T> { [Memalloc] T Get(T t); } class D : I<int> { public int Get(int n) => n; public object Get(object o) => new object(); }")]
    public Task Body_beside_a_contract_is_no_scope(string source) => Verify.Source(source);
}
