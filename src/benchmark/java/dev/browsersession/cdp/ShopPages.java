package dev.browsersession.cdp;

/** What the flow of {@link LatencyBenchmark} visits. */
final class ShopPages {

    private ShopPages() {}

    static void serve(TestSite site) {
        site.page("/login", """
                <title>Log in</title>
                <form action='/list'><input id='user' name='user'><input id='password' name='password' type='password'>
                <button id='submit'>Log in</button></form>
                """);
        site.page("/list", """
                <title>List</title><h1 id='welcome'>Welcome</h1><input id='filter' value='all'>
                <ul><li>one<li>two<li>three<li>four</ul><a id='item' href='/item'>item</a>
                """);
        site.page("/item", """
                <title>Item</title><p id='price'>12.50</p><input id='quantity' value='1'>
                <input id='gift' type='checkbox'><button id='add'>Add</button><p id='added' hidden>In the basket</p>
                <script>
                  document.getElementById('add').onclick = () => setTimeout(() => added.hidden = false, 20)
                </script>
                """);
    }
}
