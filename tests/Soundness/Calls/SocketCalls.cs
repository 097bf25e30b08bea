// Sockets on the loopback address, with ports that the system chooses; addresses and resources.
using System.Net;
using System.Net.Sockets;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class SocketCalls
{
    private static readonly Socket s_listener = Listen();
    private static readonly Socket s_near = Connect();
    private static readonly Socket s_far = s_listener.Accept();
    private static readonly NetworkStream s_stream = new(s_near);
    private static readonly Socket s_datagrams = Bind();
    private static readonly SocketAddress s_to = s_datagrams.LocalEndPoint!.Serialize();
    private static readonly SocketAddress s_from = new(AddressFamily.InterNetwork);
    private static readonly IPEndPoint s_endPoint = (IPEndPoint)s_datagrams.LocalEndPoint!;
    private static readonly ArraySegment<byte>[] s_parts = [new(Bytes, 0, 8), new(Bytes, 8, 8)];
    private static readonly IPAddress s_six = IPAddress.Parse("2001:db8::1");
    private static readonly IPNetwork s_network = IPNetwork.Parse("10.0.0.0/8");
    private static readonly CookieContainer s_cookies = new();

    public static void SendReceive()
    {
        Sink.Int = s_near.Send(Bytes.AsSpan(0, 16));
        Sink.Int = s_far.Receive(OtherBytes.AsSpan(0, 16));
    }

    public static void SendReceiveWithError()
    {
        Sink.Int = s_near.Send(Bytes.AsSpan(0, 16), SocketFlags.None, out _);
        Sink.Int = s_far.Receive(OtherBytes.AsSpan(0, 16), SocketFlags.None, out _);
    }

    public static void SendReceiveArray()
    {
        Sink.Int = s_near.Send(Bytes, 0, 16, SocketFlags.None);
        Sink.Int = s_far.Receive(OtherBytes, 0, 16, SocketFlags.None);
    }

    public static void SendParts()
    {
        Sink.Int = s_near.Send(s_parts, SocketFlags.None, out _);
        Sink.Int = s_far.Receive(OtherBytes.AsSpan(0, 16));
    }

    public static void StreamCycle()
    {
        s_stream.Write(Bytes.AsSpan(0, 16));
        Sink.Int = s_far.Receive(OtherBytes.AsSpan(0, 16));
        Sink.Int = s_far.Send(Bytes.AsSpan(0, 16));
        Sink.Int = s_stream.Read(OtherBytes.AsSpan(0, 16));
    }

    public static void StreamAvailable() => Sink.Bool = s_stream.DataAvailable;
    public static void Peek()
    {
        s_near.Send(Bytes.AsSpan(0, 1));
        Sink.Int = s_far.Receive(OtherBytes.AsSpan(0, 1), SocketFlags.Peek);
        Sink.Int = s_far.Receive(OtherBytes.AsSpan(0, 1));
    }

    public static void DatagramBySocketAddress()
    {
        Sink.Int = s_datagrams.SendTo(Bytes.AsSpan(0, 16), SocketFlags.None, s_to);
        Sink.Int = s_datagrams.ReceiveFrom(OtherBytes.AsSpan(), SocketFlags.None, s_from);
    }

    public static void DatagramByEndPoint()
    {
        Sink.Int = s_datagrams.SendTo(Bytes.AsSpan(0, 16), s_endPoint);
        Sink.Int = s_datagrams.Receive(OtherBytes.AsSpan());
    }

    public static void DatagramFromEndPoint()
    {
        EndPoint from = s_endPoint;
        Sink.Int = s_datagrams.SendTo(Bytes.AsSpan(0, 16), s_endPoint);
        Sink.Int = s_datagrams.ReceiveFrom(OtherBytes.AsSpan(), ref from);
    }

    public static void PollRead() => Sink.Bool = s_far.Poll(0, SelectMode.SelectRead);
    public static void Available() => Sink.Int = s_far.Available;
    public static void Connected() => Sink.Bool = s_near.Connected;
    public static void Blocking() => s_near.Blocking = true;
    public static void NoDelay() => s_near.NoDelay = true;
    public static void NoDelayGet() => Sink.Bool = s_near.NoDelay;
    public static void SendTimeout() => s_near.SendTimeout = 1000;
    public static void SetOption() => s_near.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
    public static void GetOption() => Sink.Object = s_near.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive);
    public static void GetRawOption() => Sink.Int = s_near.GetRawSocketOption(1, 9, OtherBytes);
    public static void BufferSize() => Sink.Int = s_near.ReceiveBufferSize;
    public static void LocalEndPoint() => Sink.Object = s_near.LocalEndPoint;
    public static void NewSocket()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    }

    public static void EndPointEquals() => Sink.Bool = s_endPoint.Equals(Data.Boxed);
    public static void EndPointHash() => Sink.Int = s_endPoint.GetHashCode();
    public static void EndPointSerialize() => Sink.Object = s_endPoint.Serialize();
    public static void EndPointText() => Sink.Object = s_endPoint.ToString();
    public static void SocketAddressEquals() => Sink.Bool = s_to.Equals(s_from);
    public static void AddressHash() => Sink.Int = s_six.GetHashCode();
    public static void AddressParse() => Sink.Bool = IPAddress.TryParse("10.1.2.3", out _);
    public static void AddressIsValid() => Sink.Bool = IPAddress.IsValid("10.1.2.3");
    public static void AddressFormatSix() => Sink.Bool = s_six.TryFormat(Chars, out Sink.Int);
    public static void AddressTextAgain() => Sink.Object = Address.ToString();
    public static void AddressMap() => Sink.Object = Address.MapToIPv6();
    public static void AddressIsLocal() => Sink.Bool = s_six.IsIPv6LinkLocal || s_six.IsIPv6Multicast;
    public static void NetworkContains() => Sink.Bool = s_network.Contains(Address);
    public static void UriHost() => Sink.Object = Data.Uri.Host;
    public static void UriPort() => Sink.Int = Data.Uri.Port;
    public static void UriPath() => Sink.Object = Data.Uri.AbsolutePath;
    public static void UriEquals() => Sink.Bool = Data.Uri.Equals(Data.Uri);
    public static void UriTryCreate() => Sink.Bool = System.Uri.TryCreate("http://example.org/", UriKind.Absolute, out _);
    public static void UriCheckHost() => Sink.Int = (int)System.Uri.CheckHostName("example.org");
    public static void CookieCount() => Sink.Int = s_cookies.Count;

    private static Socket Listen()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        return socket;
    }

    private static Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(s_listener.LocalEndPoint!);
        return socket;
    }

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
