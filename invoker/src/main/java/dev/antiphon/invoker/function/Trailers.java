package dev.antiphon.invoker.function;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import org.jspecify.annotations.Nullable;

/**
 * Puts what follows the body of a request to its headers, where it is found at the end of the
 * request: Vert.x drops the trailers of requests.
 */
final class Trailers extends ChannelInboundHandlerAdapter {
    private @Nullable HttpHeaders headers;

    private Trailers() {}

    static void keep(HttpConnection connection) {
        if (connection instanceof HttpServerConnection server) {
            ChannelHandlerContext last = server.channelHandlerContext();
            Channel channel = last.channel();
            channel.pipeline().addBefore(last.name(), "trailers", new Trailers());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            headers = request.headers();
        }
        if (message instanceof LastHttpContent last && headers != null) {
            headers.add(last.trailingHeaders());
            headers = null;
        }
        context.fireChannelRead(message);
    }
}
