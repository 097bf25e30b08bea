// Prints the tree. Nothing is connected: LinuxSlub is there to compare with, not to run on.
using MemallocKit;
using SeedTree;

// The requests of one socket are an estimate of their own, by the tree's model, added to its data pages.
var requests = new ReserveGroup("requests", EstimateModel.LinuxSlub, processors: 1);
_ = new ObjectReserve<Request>("requests", requests, objects: 128);
var pages = NetworkReserves.Network.Transmit.ProtocolPages;
pages.TryResize(pages.Limit + requests.Pages);

Console.Write(ReserveInfo.ToText(NetworkReserves.Node));
